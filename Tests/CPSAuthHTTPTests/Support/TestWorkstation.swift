import CPSDiagnostics
import CPSPrimitives
import CPSProof
import Foundation
import OpenSSLKit

/// The workstation's half, small enough to be misused one step at a time.
actor TestWorkstation {
  let audience: Audience
  nonisolated let key: PrivateKey
  private let transport: any ServiceTransport
  private let clock: any WallClock
  private(set) var nonce: String?

  init(audience: Audience, transport: any ServiceTransport, clock: any WallClock, key: PrivateKey) {
    self.audience = audience
    self.transport = transport
    self.clock = clock
    self.key = key
  }

  /// A `DPoP` header for a request; everything that it says can be said wrong.
  func proof(
    _ method: String, _ path: String, token: String? = nil, audience other: String? = nil,
    nonce: String? = nil
  ) throws -> String {
    try DPoPProof.make(
      with: key, method: method, url: (other ?? audience.text) + path, accessToken: token,
      serverNonce: nonce ?? self.nonce, at: clock.now(), random: SystemRandomSource())
  }

  /// Sends a request with a fresh proof, once more when a fresher nonce is asked for.
  func send(
    _ method: String, _ path: String, _ body: String? = nil, token: String? = nil,
    headers: [String: String] = [:]
  ) async throws -> ServiceAnswer {
    let first = try await sendOnce(method, path, body, token: token, headers: headers)
    guard first.status == 401, first.header("WWW-Authenticate")?.contains("use_dpop_nonce") == true else {
      return first
    }
    return try await sendOnce(method, path, body, token: token, headers: headers)
  }

  func sendOnce(
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

  /// Opens an account session of the demonstration and returns its token.
  func accountToken() async throws -> String {
    let answer = try await send(
      "POST", "/demonstration/account-sessions", #"{"schema": 1, "account": "pharmacie-demonstration"}"#)
    return try answer.json()["token"] as? String ?? ""
  }
}

extension ServiceAnswer {
  /// The body as a JSON object.
  func json() throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any] ?? [:]
  }

  /// The code of a problem.
  var code: String? { (try? json())?["code"] as? String }
}
