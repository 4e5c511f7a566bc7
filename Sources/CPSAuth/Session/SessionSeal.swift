internal import CPSDiagnostics
internal import CPSProof

/// Seals what a store keeps of a session: an authentication code of 32 bytes, then the content as JSON.
struct SessionSeal: Sendable {
  private static let codeLength = 32

  private let secret: ServiceSecret

  init(_ secret: ServiceSecret) { self.secret = secret }

  /// Seals a content under the hash of its token, so that contents cannot be exchanged between sessions.
  func seal(_ content: SessionContent, tokenHash: [UInt8]) throws(CPSError) -> [UInt8] {
    let json = try ProtocolJSON.encode(content)
    return try secret.authenticationCode(of: tokenHash + json, for: .session) + json
  }

  /// The content, or nil when this service did not seal it for this token.
  func open(_ sealed: [UInt8], tokenHash: [UInt8]) throws(CPSError) -> SessionContent? {
    guard sealed.count > Self.codeLength else { return nil }
    let json = Array(sealed.dropFirst(Self.codeLength))
    let code = Array(sealed.prefix(Self.codeLength))
    guard try secret.isValid(code, of: tokenHash + json, for: .session) else { return nil }
    return try ProtocolJSON.decode(SessionContent.self, from: json, otherwise: .storeUnavailable)
  }
}
