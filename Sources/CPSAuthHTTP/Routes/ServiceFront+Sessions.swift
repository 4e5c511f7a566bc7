public import CPSAuth
internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof
internal import HTTPTypes
public import Hummingbird

extension ServiceFront {
  func addDescription<Context: ConversationContext>(to group: RouterGroup<Context>) {
    let description = ServiceDescription(
      environment: authenticator.environment, audience: authenticator.audience.text)
    group.get("cpsauth/service") { _, _ in try JSONBody.response(description) }
  }

  func addLogin<Context: ConversationContext>(to group: RouterGroup<Context>) {
    group.post("cpsauth/challenges") { [authenticator] request, context in
      let body = try await JSONBody.read(ChallengeRequest.self, from: request, otherwise: .requestMalformed)
      let challenge = try await authenticator.issueChallenge(
        for: body.purpose, function: body.function, request: request.origin(in: context.conversation))
      return try JSONBody.response(challenge, status: .created)
    }
    group.post("cpsauth/sessions") { [self] request, context in
      let proof = try await JSONBody.read(Proof.self, from: request, otherwise: .proofMalformed)
      let opened = try await authenticator.openCardSession(
        with: proof, request: request.origin(in: context.conversation))
      return try response(about: .card(opened.session), token: opened.token)
    }
  }

  /// The login by the handshake of the connection: on services that take one alone.
  func addHandshakeLogin<Context: ConversationContext>(to group: RouterGroup<Context>) {
    guard authenticator.takesHandshakes else { return }
    group.post("cpsauth/tls-sessions") { [self] request, context in
      _ = try await JSONBody.read(HandshakeLoginRequest.self, from: request, otherwise: .requestMalformed)
      let opened = try await authenticator.openCardSession(
        byHandshakeOf: request.origin(in: context.conversation))
      return try response(about: .card(opened.session), token: opened.token)
    }
  }

  func addCurrentSession<Context: ConversationContext>(to group: RouterGroup<Context>) {
    group.get("cpsauth/sessions/current") { [self] _, context in
      try response(about: try context.requireSession(), token: nil)
    }
    group.delete("cpsauth/sessions/current") { [authenticator] _, context in
      try await authenticator.end(try context.requireSession())
      return Response(status: .noContent)
    }
  }

  /// A step-up exchanges the token of the session that the request came with.
  func addStepUp<Context: ConversationContext>(to group: RouterGroup<Context>) {
    group.post("cpsauth/sessions/current/step-up") { [self] request, context in
      let session = try context.requireSession().requireCard()
      let body = try await JSONBody.read(StepUpRequest.self, from: request, otherwise: .proofMalformed)
      let stepUp = try subjects.stepUp(body.function, about: body.subject)
      let opened = try await authenticator.confirm(stepUp, in: session, with: body.proof)
      return try response(about: .card(opened.session), token: opened.token)
    }
  }

  /// Presence keeps the card's lease, and no session from falling idle: no person did anything.
  func addPresence<Context: ConversationContext>(to group: RouterGroup<Context>) {
    group.post("cpsauth/sessions/current/presence") { [self] request, context in
      let session = try context.requireSession().requireCard()
      let answer = try await JSONBody.read(PresenceAnswer.self, from: request, otherwise: .proofMalformed)
      let prolonged = try await authenticator.prolongPresence(of: session, by: answer)
      return try response(about: .card(prolonged), token: nil)
    }
  }

  /// The answer about a session: 201 with the token when it was just opened, else 200.
  public func response(about session: LiveSession, token: SessionToken?) throws -> Response {
    try JSONBody.response(message(about: session, token: token), status: token == nil ? .ok : .created)
  }

  func message(about session: LiveSession, token: SessionToken?) -> SessionMessage {
    SessionMessage(session: session, token: token, limits: authenticator.limits, now: clock.now())
  }
}
