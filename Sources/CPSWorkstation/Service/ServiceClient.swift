internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof

/// The workstation's half of docs/protocol.md: one service, one key.
///
/// Every request carries a proof of the key; when the service wants a fresher nonce, the request is
/// repeated once (RFC 9449, clause 8).
actor ServiceClient {
  /// The service, as the person or the configuration named it.
  let audience: Audience
  private let key: HeldKey
  private let transport: any ServiceTransport
  private let clock: any WallClock
  private let random: any RandomSource
  private var language: Language
  private var serverNonce: String?

  init(
    audience: Audience, key: HeldKey, transport: any ServiceTransport, clock: any WallClock,
    random: any RandomSource, language: Language
  ) {
    self.audience = audience
    self.key = key
    self.transport = transport
    self.clock = clock
    self.random = random
    self.language = language
  }

  /// Asks for the service's texts in another language from now on.
  func speak(_ language: Language) { self.language = language }

  /// What the service says of itself.
  func describe() async throws(CPSError) -> ServiceDescription {
    let answer = try await exchange("GET", "/cpsauth/service", token: nil)
    return try read(answer, status: 200)
  }

  /// A challenge issued to this key; for a step-up, that of a function.
  func challenge(
    for purpose: Purpose, function: FunctionName? = nil
  ) async throws(CPSError) -> Challenge {
    let body = try ProtocolJSON.encode(ChallengeRequest(purpose: purpose, function: function))
    let answer = try await exchange("POST", "/cpsauth/challenges", body: body, token: nil)
    try require(answer, status: 201)
    let challenge = try ProtocolJSON.decode(
      Challenge.self, from: answer.body, otherwise: .challengeMalformed)
    guard challenge.purpose == purpose, challenge.function == function else {
      throw CPSError(.challengePurposeMismatch, reason: challenge.purpose.rawValue)
    }
    return challenge
  }

  /// Opens a session by a proof.
  func open(_ proof: Proof) async throws(CPSError) -> (token: HeldToken, details: SessionDetails) {
    let body = try ProtocolJSON.encode(proof)
    let answer = try await exchange("POST", "/cpsauth/sessions", body: body, token: nil)
    let members: SessionMembers = try read(answer, status: 201)
    guard let token = members.token else { throw invalid("no token") }
    return (try HeldToken(token), members.details)
  }

  /// Confirms a function in a session; its token from then on.
  func confirm(
    _ function: FunctionName, about subject: String?, by proof: Proof, with token: HeldToken
  ) async throws(CPSError) -> (token: HeldToken, details: SessionDetails) {
    let body = try ProtocolJSON.encode(StepUpRequest(function: function, subject: subject, proof: proof))
    let answer = try await exchange("POST", "/cpsauth/sessions/current/step-up", body: body, token: token)
    let members: SessionMembers = try read(answer, status: 201)
    guard let token = members.token else { throw invalid("no token") }
    return (try HeldToken(token), members.details)
  }

  /// What the service knows of a session.
  func details(of token: HeldToken) async throws(CPSError) -> SessionDetails {
    let answer = try await exchange("GET", "/cpsauth/sessions/current", token: token)
    let members: SessionMembers = try read(answer, status: 200)
    guard members.token == nil else { throw invalid("a token nobody asked for") }
    return members.details
  }

  /// Shows that the card of a session is still there; what the service says of the session then.
  func show(
    _ answer: PresenceAnswer, with token: HeldToken
  ) async throws(CPSError) -> SessionDetails {
    let body = try ProtocolJSON.encode(answer)
    let reply = try await exchange("POST", "/cpsauth/sessions/current/presence", body: body, token: token)
    let members: SessionMembers = try read(reply, status: 200)
    guard members.token == nil else { throw invalid("a token nobody asked for") }
    return members.details
  }

  /// Ends a session.
  func end(_ token: HeldToken) async throws(CPSError) {
    try require(try await exchange("DELETE", "/cpsauth/sessions/current", token: token), status: 204)
  }

  /// Asks the service to run a gated function.
  func call(
    _ function: FunctionName, about subject: String?, declaring declaration: CallDeclaration = .none,
    with token: HeldToken
  ) async throws(CPSError) -> FunctionAnswer {
    let body = try ProtocolJSON.encode(FunctionRequest(subject: subject, declaration))
    let answer = try await exchange("POST", "/functions/\(function.rawValue)", body: body, token: token)
    let result: FunctionAnswer = try read(answer, status: 200)
    guard result.function == function else { throw invalid("another function") }
    return result
  }

  /// Tells the service that the holder of the session agrees to a call of somebody else.
  func approve(
    _ function: FunctionName, about subject: String, of beneficiary: AgreementBeneficiary,
    with token: HeldToken
  ) async throws(CPSError) {
    let body = try ProtocolJSON.encode(ApprovalRequest(subject: subject, beneficiary))
    let path = "/functions/\(function.rawValue)/approvals"
    try require(try await exchange("POST", path, body: body, token: token), status: 204)
  }

  private func exchange(
    _ method: String, _ path: String, body: [UInt8] = [], token: HeldToken?
  ) async throws(CPSError) -> ServiceAnswer {
    let first = try await send(method, path, body: body, token: token)
    guard first.status == 401, first.header("DPoP-Nonce") != nil,
      first.header("WWW-Authenticate")?.contains("use_dpop_nonce") == true
    else { return first }
    return try await send(method, path, body: body, token: token)
  }

  private func send(
    _ method: String, _ path: String, body: [UInt8], token: HeldToken?
  ) async throws(CPSError) -> ServiceAnswer {
    let bare = ServiceRequest(method, audience, path)
    let tokenText = try token?.forRequest()
    var headers = [
      "Accept": "application/json, application/problem+json",
      "Accept-Language": language.rawValue,
      "DPoP": try key.proof(
        for: bare, token: tokenText, serverNonce: serverNonce, at: clock.now(), random: random),
    ]
    if let tokenText { headers["Authorization"] = "DPoP \(tokenText)" }
    if !body.isEmpty { headers["Content-Type"] = "application/json" }
    let answer = try await transport.send(
      ServiceRequest(method, audience, path, headers: headers, body: body))
    if let nonce = answer.header("DPoP-Nonce"), (1...256).contains(nonce.utf8.count) { serverNonce = nonce }
    // A transport that follows the protocol refuses redirects itself; one that does not is not believed.
    guard !(300..<400).contains(answer.status) else {
      throw CPSError(.serviceRedirected, ["server": audience.text])
    }
    return answer
  }

  private func require(_ answer: ServiceAnswer, status: Int) throws(CPSError) {
    guard answer.status != status else { return }
    guard answer.status >= 400 else { throw invalid("status \(answer.status)") }
    throw ServiceProblem.error(from: answer, of: audience)
  }

  private func read<Value: Decodable>(_ answer: ServiceAnswer, status: Int) throws(CPSError) -> Value {
    try require(answer, status: status)
    do throws(CPSError) {
      return try ProtocolJSON.decode(Value.self, from: answer.body, otherwise: .serviceAnswerInvalid)
    } catch {
      throw invalid(error.reason ?? "form")
    }
  }

  private func invalid(_ reason: String) -> CPSError {
    CPSError(.serviceAnswerInvalid, ["server": audience.text], reason: reason)
  }
}

/// The body of a request for a challenge (docs/protocol.md, section 2).
private struct ChallengeRequest: Encodable {
  let schema = 1
  let purpose: Purpose
  let function: FunctionName?
}

/// The body of a step-up (docs/protocol.md, section 11).
private struct StepUpRequest: Encodable {
  let schema = 1
  let function: FunctionName
  let subject: String?
  let proof: Proof
}

/// The body of a call (docs/protocol.md, section 7).
private struct FunctionRequest: Encodable {
  let schema = 1
  let subject: String?
  let reason: String?
  /// Missing where nothing is declared.
  let breakGlass: Bool?

  private enum CodingKeys: String, CodingKey {
    case schema, subject, reason
    case breakGlass = "break_glass"
  }

  init(subject: String?, _ declaration: CallDeclaration) {
    self.subject = subject
    reason = declaration.reason
    breakGlass = declaration.isBreakGlass ? true : nil
  }
}

/// The body with which a second person agrees (docs/protocol.md, section 7).
private struct ApprovalRequest: Encodable {
  let schema = 1
  let subject: String
  let nationalIdentifier: String?
  let account: String?

  private enum CodingKeys: String, CodingKey {
    case schema, subject, account
    case nationalIdentifier = "national_id"
  }

  init(subject: String, _ beneficiary: AgreementBeneficiary) {
    self.subject = subject
    switch beneficiary {
    case .person(let identifier): (nationalIdentifier, account) = (identifier, nil)
    case .account(let name): (nationalIdentifier, account) = (nil, name)
    }
  }
}
