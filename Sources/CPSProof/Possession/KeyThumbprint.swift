public import CPSDiagnostics
internal import CPSPrimitives

/// The name of a workstation key: SHA-256 of its canonical JWK (RFC 7638, clause 3).
public struct KeyThumbprint: Sendable, Hashable {
  /// The number of bytes.
  public static let length = 32

  /// The 32 bytes.
  public let bytes: [UInt8]

  init(unchecked bytes: [UInt8]) { self.bytes = bytes }

  /// A thumbprint that was stored.
  ///
  /// - Throws: ``Diagnostic/keyMalformed`` unless it has 32 bytes.
  public init(_ bytes: [UInt8]) throws(CPSError) {
    guard bytes.count == Self.length else { throw CPSError(.keyMalformed, reason: "thumbprint length") }
    self.bytes = bytes
  }

  /// The value of a `jkt` member: base64url (RFC 9449, clause 6.1).
  public var text: String { Base64URL.encode(bytes) }
}
