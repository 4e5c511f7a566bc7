internal import CPSDiagnostics
internal import CPSProof
internal import CPSPrimitives

/// What a service hands out and knows again: a content and its authentication code, as one base64url text.
///
/// Nothing is kept of it, so that tickets that are never used cost no memory, and every host of the service knows
/// those of the others.
struct ServiceTicket {
  /// The longest text, in bytes; longer ones are not looked at.
  static let maximumLength = 4_096
  private static let codeLength = 32

  private let secret: ServiceSecret
  private let use: ServiceSecret.Use

  init(_ secret: ServiceSecret, for use: ServiceSecret.Use) {
    self.secret = secret
    self.use = use
  }

  /// The ticket of a content.
  func text(of content: some Encodable) throws(CPSError) -> String {
    let json = try ProtocolJSON.encode(content)
    return Base64URL.encode(try secret.authenticationCode(of: json, for: use) + json)
  }

  /// The content of a ticket; nil for what this service did not make for this use.
  func content<Content: Decodable>(_: Content.Type, of text: String) throws(CPSError) -> Content? {
    guard text.utf8.count <= Self.maximumLength, let bytes = Base64URL.decode(text),
      bytes.count > Self.codeLength
    else { return nil }
    let json = Array(bytes.dropFirst(Self.codeLength))
    guard try secret.isValid(Array(bytes.prefix(Self.codeLength)), of: json, for: use) else { return nil }
    return try ProtocolJSON.decode(Content.self, from: json, otherwise: .permitUnknown)
  }
}
