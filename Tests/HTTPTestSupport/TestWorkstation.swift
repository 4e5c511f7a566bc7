internal import CPSDiagnostics
public import CPSPrimitives
public import CPSProof
internal import Foundation
public import OpenSSLKit

/// The workstation's half, small enough to be misused one step at a time.
public actor TestWorkstation {
  /// The service.
  public nonisolated let audience: Audience
  /// The key that sessions are bound to.
  public nonisolated let key: PrivateKey
  private let transport: any ServiceTransport
  private let clock: any WallClock
  private var nonce: String?

  /// A workstation with a fresh key, or with another's.
  public init(
    audience: Audience, transport: any ServiceTransport, clock: any WallClock, key: PrivateKey? = nil
  ) throws {
    self.audience = audience
    self.transport = transport
    self.clock = clock
    self.key = try key ?? PrivateKey.generateP256()
  }

  /// The public half of the key.
  public nonisolated func publicKey() throws -> WorkstationKey { try WorkstationKey(key.publicKey) }

  /// A `DPoP` header for a request; everything that it says can be said wrong.
  public func proof(
    _ method: String, _ path: String, token: String? = nil, audience other: String? = nil,
    nonce: String? = nil
  ) throws -> String {
    try DPoPProof.make(
      with: key, method: method, url: (other ?? audience.text) + path, accessToken: token,
      serverNonce: nonce ?? self.nonce, at: clock.now(), random: SystemRandomSource())
  }

  /// Sends a request with a fresh proof, once more when a fresher nonce is asked for.
  public func send(
    _ method: String, _ path: String, _ body: String? = nil, token: String? = nil,
    headers: [String: String] = [:]
  ) async throws -> ServiceAnswer {
    let first = try await sendOnce(method, path, body, token: token, headers: headers)
    guard first.status == 401, first.header("WWW-Authenticate")?.contains("use_dpop_nonce") == true else {
      return first
    }
    return try await sendOnce(method, path, body, token: token, headers: headers)
  }

  /// Sends a request; a header field given empty is left out.
  public func sendOnce(
    _ method: String, _ path: String, _ body: String? = nil, token: String? = nil,
    headers: [String: String] = [:]
  ) async throws -> ServiceAnswer {
    var fields = ["DPoP": try proof(method, path, token: token)]
    if let token { fields["Authorization"] = "DPoP \(token)" }
    if body != nil { fields["Content-Type"] = "application/json" }
    fields.merge(headers) { $1 }
    let answer = try await transport.send(
      ServiceRequest(
        method, audience, path, headers: fields.filter { !$0.value.isEmpty }, body: Array((body ?? "").utf8)))
    nonce = answer.header("DPoP-Nonce") ?? nonce
    return answer
  }

  /// Asks for a login challenge.
  public func challenge() async throws -> Challenge {
    let answer = try await send("POST", "/cpsauth/challenges", #"{"schema":1,"purpose":"login"}"#)
    return try ProtocolJSON.decode(Challenge.self, from: answer.body, otherwise: .challengeMalformed)
  }

  /// Answers a proof.
  public func open(_ proof: Proof, headers: [String: String] = [:]) async throws -> ServiceAnswer {
    let body = String(decoding: try ProtocolJSON.encode(proof), as: UTF8.self)
    return try await send("POST", "/cpsauth/sessions", body, headers: headers)
  }

  /// Logs in with a card of the fixtures.
  public func login(with card: FixtureCard) async throws -> ServiceAnswer {
    try await open(
      card.proof(answering: try await challenge(), for: audience, binding: try publicKey()))
  }

  /// Logs in with a card of the fixtures and returns the token; empty when that was refused.
  public func cardToken(_ card: FixtureCard) async throws -> String {
    try await login(with: card).json()["token"] as? String ?? ""
  }

  /// Opens an account session of the demonstration and returns its token; empty when that was refused.
  public func accountToken() async throws -> String {
    let answer = try await send(
      "POST", "/demonstration/account-sessions", #"{"schema": 1, "account": "pharmacie-demonstration"}"#)
    return try answer.json()["token"] as? String ?? ""
  }

  /// Asks for the data of an insured person.
  public func lookUp(_ subject: String, token: String) async throws -> ServiceAnswer {
    try await send(
      "POST", "/functions/infopatient.lookup", #"{"schema":1,"subject":"\#(subject)"}"#, token: token)
  }
}

extension ServiceAnswer {
  /// The body as a JSON object.
  public func json() throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any] ?? [:]
  }

  /// The code of a problem.
  public var code: String? { (try? json())?["code"] as? String }
}
