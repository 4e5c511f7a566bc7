internal import CPSAuth
internal import CPSDiagnostics
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore

extension ServiceFront {
  /// How long a service elsewhere may keep the keys: as long as a token lives at most.
  private static let keysLife = "public, max-age=300"

  /// Adds the keys of tokens: anybody may know them.
  func addTokenKeys<Context: ConversationContext>(to group: RouterGroup<Context>) {
    guard let tokens else { return }
    group.get(".well-known/jwks.json") { _, _ in
      Response(
        status: .ok, headers: [.contentType: "application/jwk-set+json", .cacheControl: Self.keysLife],
        body: .init(byteBuffer: ByteBuffer(bytes: tokens.signer.publication)))
    }
  }

  /// Adds the writing of tokens, for card sessions alone.
  func addTokens<Context: ConversationContext>(to group: RouterGroup<Context>) {
    guard let tokens else { return }
    group.post("cpsauth/tokens") { [authenticator] request, context in
      let session = try context.requireSession().requireCard()
      let body = try await JSONBody.read(TokenRequest.self, from: request, otherwise: .requestMalformed)
      let grant = try await authenticator.grantToken(for: body.audience, to: session, under: tokens.rules)
      let token = try await tokens.signer.sign(grant)
      return try JSONBody.response(TokenMessage(token: token, grant: grant), status: .created)
    }
  }
}
