import CPSDiagnostics
import CPSPrimitives
import CPSProof
import FoundationEssentials
import OpenSSLKit
import Synchronization

@testable import CPSWorkstation

/// The other half of docs/protocol.md, in process: strict about proofs, and faulty where a test says so.
final class FakeService: ServiceTransport {
  /// What a test puts in the place of an answer; nil lets the service answer.
  typealias Interception = @Sendable (ServiceRequest) throws(CPSError) -> ServiceAnswer?

  /// What a test lets a request wait for before the service sees it.
  typealias Delay = @Sendable (ServiceRequest) async -> Void

  static let audience = "https://service.example"
  static let token = "kE3y5-token_0123456789abcdef"
  static let professional = """
    {"national_id":"899700000000","family_name":"FICTIF","given_name":"Camille","profession":"10",\
    "specialities":["SM26"],"card":{"type":"CPS","number":"9921384500"}}
    """

  private struct State {
    var requests: [ServiceRequest] = []
    var challenges: [String: FakeChallenge] = [:]
    var sessions: [String: KeyThumbprint] = [:]
    /// Tokens that a step-up exchanged.
    var replaced: Set<String> = []
    var presence: PresenceKind?
    var demandedNonce: String?
    var interception: Interception?
    var delay: Delay?
    var expiresIn = 14_400
    var idleTimeout = 3_600
  }

  private let state = Mutex(State())
  private let environment: TrustEnvironment

  init(environment: TrustEnvironment = .synthetic, intercepting interception: Interception? = nil) {
    self.environment = environment
    state.withLock { $0.interception = interception }
  }

  /// What was asked, in order.
  var paths: [String] { state.withLock { $0.requests.map { "\($0.method) \($0.path)" } } }
  var requests: [ServiceRequest] { state.withLock { $0.requests } }
  var openSessions: Int { state.withLock { $0.sessions.count } }
  /// The tokens that open anything now.
  var tokens: Set<String> { state.withLock { Set($0.sessions.keys) } }

  func intercept(_ interception: @escaping Interception) { state.withLock { $0.interception = interception } }
  func demand(nonce: String?) { state.withLock { $0.demandedNonce = nonce } }
  func limit(expiresIn: Int, idleTimeout: Int) {
    state.withLock { ($0.expiresIn, $0.idleTimeout) = (expiresIn, idleTimeout) }
  }
  func delay(_ delay: @escaping Delay) { state.withLock { $0.delay = delay } }
  /// Exchanges the token of a request for one that nobody hears of.
  func loseToken(of request: ServiceRequest) {
    let token = Self.token(of: request) ?? ""
    state.withLock { state in
      state.sessions[token] = nil
      state.replaced.insert(token)
    }
  }
  func forgetSessions() { state.withLock { $0.sessions = [:] } }

  static func target(
    _ server: String = audience, environment: TrustEnvironment = .synthetic
  ) throws(CPSError) -> ServiceTarget {
    try ServiceTarget(audience: Audience(server), environment: environment, authoritiesFile: nil)
  }

  static func problem(_ error: CPSError, in language: Language = .english) -> ServiceAnswer {
    let body = """
      {"type":"urn:cpsauth:problem:\(error.diagnostic.code)","code":"\(error.diagnostic.code)",\
      "title":"\(error.message(in: language))","detail":"\(error.hint(in: language))",\
      "status":\(error.diagnostic.httpStatus)}
      """
    return ServiceAnswer(
      status: error.diagnostic.httpStatus, headers: ["Content-Type": "application/problem+json"],
      body: Array(body.utf8))
  }

  static func json(_ status: Int, _ text: String) -> ServiceAnswer {
    ServiceAnswer(status: status, headers: ["content-type": "application/json"], body: Array(text.utf8))
  }

  func send(_ request: ServiceRequest) async throws(CPSError) -> ServiceAnswer {
    let (interception, demanded, delay) = state.withLock { state in
      state.requests.append(request)
      return (state.interception, state.demandedNonce, state.delay)
    }
    await delay?(request)
    if let answer = try interception?(request) { return answer }
    do throws(CPSError) {
      let token = Self.token(of: request)
      let proof = try DPoPProof(reading: request.headers["DPoP"] ?? "")
      guard try proof.matches(method: request.method, url: request.url, accessToken: token) else {
        throw CPSError(.dpopInvalid)
      }
      if let demanded, proof.serverNonce != demanded {
        return ServiceAnswer(
          status: 401,
          headers: ["WWW-Authenticate": #"DPoP error="use_dpop_nonce""#, "DPoP-Nonce": demanded],
          body: Self.problem(CPSError(.dpopNonceRequired)).body)
      }
      return try answer(request, by: proof.key, token: token)
    } catch {
      return Self.problem(error)
    }
  }

  private static func token(of request: ServiceRequest) -> String? {
    request.headers["Authorization"].map { String($0.dropFirst("DPoP ".count)) }
  }

  private func answer(
    _ request: ServiceRequest, by key: WorkstationKey, token: String?
  ) throws(CPSError) -> ServiceAnswer {
    switch "\(request.method) \(request.path)" {
    case "GET /cpsauth/service":
      return Self.json(
        200, #"{"schema":1,"environment":"\#(environment.rawValue)","audience":"\#(Self.audience)"}"#)
    case "POST /cpsauth/challenges": return try issueChallenge(request, to: key)
    case "POST /cpsauth/sessions": return try open(request, by: key)
    case "GET /cpsauth/sessions/current":
      try requireSession(token, key)
      return Self.json(200, session())
    case "POST /cpsauth/sessions/current/presence":
      try requireSession(token, key)
      try take(try ProtocolJSON.decode(PresenceAnswer.self, from: request.body, otherwise: .proofMalformed))
      return Self.json(200, session())
    case "POST /cpsauth/sessions/current/step-up": return try confirm(request, by: key, token)
    case "DELETE /cpsauth/sessions/current":
      try requireSession(token, key)
      state.withLock { $0.sessions[token ?? ""] = nil }
      return ServiceAnswer(status: 204, headers: [:], body: [])
    case "POST /functions/infopatient.lookup":
      try requireSession(token, key)
      return Self.json(
        200, #"{"schema":1,"function":"infopatient.lookup","answer":{"found":true,"rights":["base"]}}"#)
    case "POST /functions/infopatient.lookup/approvals":
      try requireSession(token, key)
      return ServiceAnswer(status: 204, headers: [:], body: [])
    default: throw CPSError(.functionUnknown, ["function": request.path])
    }
  }

  private func take(_ answer: PresenceAnswer) throws(CPSError) {
    guard case .watched(let statement) = answer,
      let challenge = state.withLock({ $0.challenges.removeValue(forKey: statement.challengeID) })
    else { throw CPSError(.challengeUsed) }
    let card: [UInt8]
    do { card = try Digest.sha256(TestCard.authenticationCertificate) } catch {
      throw CPSError(.internalFault, reason: "\(error)")
    }
    let content = PresenceStatement.Content(
      environment: environment, audience: try Audience(Self.audience), nonce: challenge.nonce,
      certificateSHA256: card)
    guard challenge.purpose == .presence, statement.workstationKey.thumbprint == challenge.key,
      try statement.says(content)
    else { throw CPSError(.presenceRefused) }
    state.withLock { $0.presence = .watched }
  }

  private func issueChallenge(
    _ request: ServiceRequest, to key: WorkstationKey
  ) throws(CPSError) -> ServiceAnswer {
    let body = try ProtocolJSON.decode(
      FakeChallengeRequest.self, from: request.body, otherwise: .requestMalformed)
    let nonce = try Nonce(from: SystemRandomSource())
    let id = Base64URL.encode(try SystemRandomSource().bytes(24))
    state.withLock {
      $0.challenges[id] = FakeChallenge(
        nonce: nonce, key: key.thumbprint, purpose: body.purpose, function: body.function)
    }
    let challenge = try Challenge(
      id: id, nonce: nonce, purpose: body.purpose, function: body.function, lifeInSeconds: 60)
    return ServiceAnswer(status: 201, headers: [:], body: try ProtocolJSON.encode(challenge))
  }

  private func open(_ request: ServiceRequest, by key: WorkstationKey) throws(CPSError) -> ServiceAnswer {
    let proof = try ProtocolJSON.decode(Proof.self, from: request.body, otherwise: .proofMalformed)
    try take(proof, by: key, purpose: .login)
    state.withLock { state in
      state.sessions[Self.token] = key.thumbprint
      state.replaced = []
    }
    return Self.json(201, session(token: Self.token))
  }

  /// Exchanges the token, whether or not the answer arrives.
  private func confirm(
    _ request: ServiceRequest, by key: WorkstationKey, _ token: String?
  ) throws(CPSError) -> ServiceAnswer {
    try requireSession(token, key)
    let body = try ProtocolJSON.decode(
      FakeStepUpRequest.self, from: request.body, otherwise: .proofMalformed)
    try take(body.proof, by: key, purpose: .stepUp, function: body.function, subject: body.subject)
    let new = Base64URL.encode(try SystemRandomSource().bytes(24))
    state.withLock { state in
      state.sessions[token ?? ""] = nil
      state.replaced.insert(token ?? "")
      state.sessions[new] = key.thumbprint
    }
    return Self.json(201, session(token: new))
  }

  private func take(
    _ proof: Proof, by key: WorkstationKey, purpose: Purpose, function: FunctionName? = nil,
    subject: String? = nil
  ) throws(CPSError) {
    let challenge = state.withLock { $0.challenges.removeValue(forKey: proof.challengeID) }
    guard let challenge else { throw CPSError(.challengeUsed) }
    guard challenge.key == key.thumbprint, proof.workstationKey == key else {
      throw CPSError(.challengeForAnotherKey)
    }
    guard challenge.purpose == purpose, challenge.function == function else {
      throw CPSError(.challengePurposeMismatch)
    }
    let digest: SubjectDigest? =
      if let subject { try SubjectDigest(of: subject, under: challenge.nonce) } else { nil }
    let transcript = try Transcript(
      environment: environment, algorithm: proof.algorithm, audience: Audience(Self.audience),
      nonce: challenge.nonce, purpose: purpose, function: function, subject: digest,
      keyThumbprint: key.thumbprint, certificate: proof.unverifiedCertificate)
    let card = try Certificate(der: proof.unverifiedCertificate).publicKey
    guard try card.isValid(signature: proof.signature, for: transcript.bytes, algorithm: .rs256) else {
      throw CPSError(.proofSignatureInvalid)
    }
  }

  private func session(token: String? = nil) -> String {
    let (expiresIn, idleTimeout, presence) = state.withLock { ($0.expiresIn, $0.idleTimeout, $0.presence) }
    let lease = presence.map { #""presence":{"kind":"\#($0.rawValue)","expires_in":60},"# } ?? ""
    let head = token.map { #""token":"\#($0)","token_type":"DPoP","# } ?? ""
    return """
      {"schema":1,\(head)"expires_in":\(expiresIn),"idle_timeout":\(idleTimeout),\
      \(lease)\
      "professional":\(Self.professional)}
      """
  }

  private func requireSession(_ token: String?, _ key: WorkstationKey) throws(CPSError) {
    if let token, state.withLock({ $0.replaced.contains(token) }) { throw CPSError(.sessionReplaced) }
    guard let token, let owner = state.withLock({ $0.sessions[token] }) else {
      throw CPSError(.sessionMissing)
    }
    guard owner == key.thumbprint else { throw CPSError(.sessionKeyMismatch) }
  }
}
