public import CPSDiagnostics
internal import CPSPrimitives
public import OpenSSLKit

/// The public half of the P-256 key that a workstation makes for one session (RFC 9449; RFC 7518, 6.2).
public struct WorkstationKey: Sendable, Hashable {
  /// The bytes of one coordinate.
  private static let coordinateLength = 32

  /// The key, ready to verify ES256.
  public let publicKey: PublicKey
  /// The key's name.
  public let thumbprint: KeyThumbprint
  private let x: [UInt8]
  private let y: [UInt8]

  /// The public half of `key`.
  ///
  /// - Throws: ``Diagnostic/keyMalformed`` unless it is on P-256.
  public init(_ key: PublicKey) throws(CPSError) {
    guard let (x, y) = key.p256Coordinates else { throw CPSError(.keyMalformed, reason: "not on P-256") }
    // RFC 7638, clause 3.2: required members alone, in lexicographic order, no blanks.
    let canonical =
      #"{"crv":"P-256","kty":"EC","x":"\#(Base64URL.encode(x))","y":"\#(Base64URL.encode(y))"}"#
    self.publicKey = key
    self.x = x
    self.y = y
    self.thumbprint = KeyThumbprint(unchecked: try Digest.sha256(Array(canonical.utf8)))
  }
}

extension WorkstationKey: Codable {
  private enum Key: String, CodingKey, CaseIterable {
    case keyType = "kty"
    case curve = "crv"
    case x, y
  }

  /// Reads a JWK with exactly the members `kty`, `crv`, `x` and `y`; a private key is refused.
  public init(from decoder: any Decoder) throws {
    let container = try StrictContainer(decoder, Key.self, otherwise: .keyMalformed)
    guard try container.string(.keyType) == "EC", try container.string(.curve) == "P-256" else {
      throw CPSError(.keyMalformed, reason: "not an EC key on P-256")
    }
    let x = try container.bytes(.x, atMost: Self.coordinateLength)
    let y = try container.bytes(.y, atMost: Self.coordinateLength)
    guard x.count == Self.coordinateLength, y.count == Self.coordinateLength else {
      throw CPSError(.keyMalformed, reason: "coordinate length")
    }
    try self.init(try PublicKey(p256X: x, y: y))
  }

  /// Writes the JWK.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode("EC", forKey: .keyType)
    try container.encode("P-256", forKey: .curve)
    try container.encode(Base64URL.encode(x), forKey: .x)
    try container.encode(Base64URL.encode(y), forKey: .y)
  }
}
