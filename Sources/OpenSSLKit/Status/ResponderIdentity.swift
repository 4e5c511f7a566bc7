public import CPSDiagnostics

/// How a responder names itself (RFC 6960, clause 4.2.1): a hint at its certificate, which proves nothing.
public enum ResponderIdentity: Sendable, Hashable {
  /// By the subject of its certificate.
  case name(DistinguishedName)
  /// By SHA-1 of its key: 20 bytes.
  case keyHash([UInt8])

  init(_ element: DERElement) throws(CPSError) {
    let values = try element.children()
    guard values.count == 1 else { throw DERElement.failure("responderID") }
    switch element.tag {
    case 0xA1: self = .name(try DistinguishedName(values[0]))
    case 0xA2:
      guard let hash = values[0].octetString, hash.count == IdentifierDigest.sha1.length else {
        throw DERElement.failure("responderID by key")
      }
      self = .keyHash(hash)
    default: throw DERElement.failure("responderID")
    }
  }

  /// The identity that this certificate's key has, by hash.
  public static func keyHash(of certificate: Certificate) throws(CPSError) -> ResponderIdentity {
    .keyHash(try Digest.sha1(certificate.publicKey.bitString))
  }

  /// Whether it names this certificate, by name compared in binary or by key.
  public func names(_ certificate: Certificate) throws(CPSError) -> Bool {
    switch self {
    case .name(let name): name == certificate.subject
    case .keyHash: try self == .keyHash(of: certificate)
    }
  }

  var encoding: [UInt8] {
    switch self {
    case .name(let name): DEREncoding.element(0xA1, name.der)
    case .keyHash(let hash): DEREncoding.element(0xA2, DEREncoding.octetString(hash))
    }
  }
}
