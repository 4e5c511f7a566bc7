internal import COpenSSL
public import CPSDiagnostics

/// A public key, equal to another when their encodings are.
public final class PublicKey: Sendable {
  /// The DER SubjectPublicKeyInfo (RFC 5280, clause 4.1.2.7).
  public let subjectPublicKeyInfo: [UInt8]
  /// What it is.
  public let kind: KeyKind
  /// The modulus of an RSA key, big-endian without leading zeros, for those who judge its strength.
  public let rsaModulus: [UInt8]?

  private let handle: KeyHandle

  /// AlgorithmIdentifier of an RSA key: rsaEncryption and NULL (RFC 3279, clause 2.3.1).
  private static let rsaIdentifier: [UInt8] = [
    0x30, 0x0D, 0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01, 0x05, 0x00,
  ]

  /// The key that exactly these bytes encode.
  ///
  /// - Throws: ``Diagnostic/keyMalformed`` for anything that is not DER, or that libcrypto cannot read.
  public convenience init(subjectPublicKeyInfo bytes: [UInt8]) throws(CPSError) {
    guard let element = try? DERElement(bytes), let members = try? element.children(), members.count == 2
    else { throw CPSError(.keyMalformed, reason: "SubjectPublicKeyInfo") }
    let handle = try OpenSSLFailure.apart { () throws(CPSError) in
      let pointer = DERReader.value(
        of: bytes, releasing: { EVP_PKEY_free($0) },
        { cursor, length in d2i_PUBKEY(nil, cursor, length) })
      guard let pointer else { throw OpenSSLFailure.error(.keyMalformed, in: "SubjectPublicKeyInfo") }
      return KeyHandle(owning: pointer)
    }
    try self.init(element, handle: handle)
  }

  /// The key that `element`, a SubjectPublicKeyInfo, encodes and that libcrypto has read from it already.
  ///
  /// - Throws: ``Diagnostic/keyMalformed`` for anything that is not DER.
  init(_ element: DERElement, handle: KeyHandle) throws(CPSError) {
    let members = try element.children()
    guard members.count == 2 else { throw CPSError(.keyMalformed, reason: "SubjectPublicKeyInfo") }
    subjectPublicKeyInfo = element.encoding
    let body = element.contents
    if body.starts(with: Self.rsaIdentifier) {
      let numbers = try Self.rsaNumbers(members[1])
      rsaModulus = numbers.modulus
      kind = .rsa(bits: Int(EVP_PKEY_get_bits(handle.pointer)), exponent: numbers.exponent)
    } else {
      rsaModulus = nil
      let curve = NamedCurve.allCases.first { curve in
        body.starts(with: curve.algorithmIdentifier) && curve.isPoint(members[1].contents)
      }
      kind = curve.map { .ellipticCurve($0) } ?? .other
    }
    self.handle = handle
  }

  /// What an RSAPublicKey holds (RFC 8017, appendix A.1.1), read here: libcrypto takes its time to hand it over.
  private static func rsaNumbers(
    _ bits: DERElement
  ) throws(CPSError) -> (modulus: [UInt8], exponent: [UInt8]) {
    // The key inside the bit string, after its count of unused bits, which is 0.
    guard let key = try? DERElement(bits.contents.dropFirst()), let numbers = try? key.children(),
      numbers.count == 2, numbers.allSatisfy({ $0.tag == 0x02 })
    else { throw CPSError(.keyMalformed, reason: "RSAPublicKey is not DER") }
    let magnitudes = numbers.map { SerialNumber.magnitude($0.contents) }
    guard magnitudes.allSatisfy({ !$0.isNegative }) else {
      throw CPSError(.keyMalformed, reason: "negative number in RSAPublicKey")
    }
    return (magnitudes[0].magnitude, magnitudes[1].magnitude)
  }

  /// The key on P-256 with these coordinates, 32 bytes each.
  ///
  /// - Throws: ``Diagnostic/keyMalformed`` for another length, or for a point that is not on the curve.
  public convenience init(p256X x: [UInt8], y: [UInt8]) throws(CPSError) {
    guard x.count == 32, y.count == 32 else {
      throw CPSError(.keyMalformed, reason: "coordinates of \(x.count) and \(y.count) bytes")
    }
    // SEC 1, clause 2.3.3: 04 for an uncompressed point.
    let point: [UInt8] = [0x04] + x + y
    let handle = try OpenSSLFailure.apart { () throws(CPSError) in try KeyHandle(p256Point: point) }
    let encoding = [0x30, 0x59] + NamedCurve.p256.algorithmIdentifier + [0x03, 0x42, 0x00] + point
    self.init(p256Encoding: encoding, handle: handle)
  }

  /// The key on P-256 that `encoding` says and that libcrypto has.
  private init(p256Encoding encoding: [UInt8], handle: KeyHandle) {
    subjectPublicKeyInfo = encoding
    kind = .ellipticCurve(.p256)
    rsaModulus = nil
    self.handle = handle
  }

  /// The key of the one `PUBLIC KEY` block of a text (RFC 7468, clause 13).
  ///
  /// - Throws: ``Diagnostic/keyMalformed``, also for several blocks.
  public convenience init(pem text: String) throws(CPSError) {
    let blocks = PEM.blocks(in: text).filter { $0.label == PEM.publicKeyLabel }
    guard let block = blocks.first, blocks.count == 1 else {
      throw CPSError(.keyMalformed, reason: "\(blocks.count) PUBLIC KEY blocks")
    }
    try self.init(subjectPublicKeyInfo: block.contents)
  }

  /// The coordinates of a key on P-256, 32 bytes each; nil for every other key.
  public var p256Coordinates: (x: [UInt8], y: [UInt8])? {
    guard kind == .ellipticCurve(.p256) else { return nil }
    // Both stand at the end of such an encoding: no other form of a point makes a key of this kind.
    let length = NamedCurve.p256.coordinateLength
    let coordinates = subjectPublicKeyInfo.suffix(2 * length)
    return (Array(coordinates.prefix(length)), Array(coordinates.suffix(length)))
  }

  /// Whether `signature` is this key's over `message`.
  ///
  /// False for a wrong signature, for one of another length than the algorithm gives (attack case HC-15), and
  /// for an algorithm that does not fit the key.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed`` when libcrypto fails for reasons of its own.
  public func isValid(
    signature: [UInt8], for message: [UInt8], algorithm: SignatureAlgorithm
  ) throws(CPSError) -> Bool {
    try isValid(signature: signature, for: message, scheme: SignatureScheme(algorithm))
  }

  /// Whether `signature` is this key's over `message`, by any of the schemes.
  ///
  /// False as ``isValid(signature:for:algorithm:)`` has it. The form is judged here: libcrypto takes RSASSA-PSS
  /// signatures with bytes behind them.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed`` when libcrypto fails for reasons of its own.
  public func isValid(
    signature: [UInt8], for message: [UInt8], scheme: SignatureScheme
  ) throws(CPSError) -> Bool {
    let encoded: [UInt8]
    switch (kind, scheme.mechanism) {
    case (.rsa(let bits, _), .pkcs1), (.rsa(let bits, _), .pss):
      guard signature.count == (bits + 7) / 8 else { return false }
      encoded = signature
    case (.ellipticCurve(let own), .ecdsa(let curve, .der)) where own == curve:
      guard (try? DERElement(signature)) != nil else { return false }
      encoded = signature
    case (.ellipticCurve(let own), .ecdsa(let curve, .sideBySide)) where own == curve:
      guard signature.count == 2 * curve.coordinateLength else { return false }
      guard let der = ECDSASignature.der(fromRaw: signature, on: curve) else {
        throw OpenSSLFailure.error(in: "ECDSA signature")
      }
      encoded = der
    default: return false
    }
    return try OpenSSLFailure.apart { () throws(CPSError) in
      try SignatureContext(.verify, scheme, key: handle).accepts(encoded, for: message)
    }
  }

  /// Calls `body` with the `EVP_PKEY`, which lives for the call only.
  func withPointer<Result>(_ body: (OpaquePointer) throws(CPSError) -> Result) throws(CPSError) -> Result {
    try body(handle.pointer)
  }
}

extension PublicKey: Hashable {
  /// Equality of the encodings.
  public static func == (left: PublicKey, right: PublicKey) -> Bool {
    left.subjectPublicKeyInfo == right.subjectPublicKeyInfo
  }

  /// Hashes the encoding.
  public func hash(into hasher: inout Hasher) { hasher.combine(subjectPublicKeyInfo) }
}
