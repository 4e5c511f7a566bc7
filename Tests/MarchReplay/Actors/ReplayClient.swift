import CPSDiagnostics
import CPSPrimitives
import CPSProof
import InfopatientDemonstration
import OpenSSLKit
import Synchronization

/// Whoever sends requests, with a key of their own: every request bears an honest proof of possession.
final class ReplayClient: Sendable {
  private static let lookupPath = "/functions/\(InfopatientLookup.name.rawValue)"

  /// The key that sessions are bound to.
  let key: PrivateKey
  private let audience: Audience
  private let clock: any WallClock
  private let transport: any ServiceTransport
  private let random = SystemRandomSource()
  private let nonce = Mutex<String?>(nil)

  /// Somebody at an address of IPv4.
  init(of service: ReplayService, from address: String, key: PrivateKey) {
    self.key = key
    audience = service.audience
    clock = service.clock
    transport = service.transport(from: address)
  }

  /// Asks for the data of somebody.
  func lookUp(_ number: InsuredNumber, token: String) async throws(CPSError) -> ServiceAnswer {
    try await post(Self.lookupPath, #"{"schema":1,"subject":"\#(number.textWithKey)"}"#, token: token)
  }

  /// Asks for a session by password.
  func logIn(as credential: AccountCredential, at path: String) async throws(CPSError) -> ServiceAnswer {
    try await post(
      path, #"{"schema":1,"account":"\#(credential.account)","password":"\#(credential.password)"}"#)
  }

  /// Sends a request, once more when a fresher nonce is asked for.
  func post(_ path: String, _ body: String, token: String? = nil) async throws(CPSError) -> ServiceAnswer {
    let first = try await postOnce(path, body, token: token)
    guard first.status == 401, first.header("WWW-Authenticate")?.contains("use_dpop_nonce") == true else {
      return first
    }
    return try await postOnce(path, body, token: token)
  }

  private func postOnce(
    _ path: String, _ body: String, token: String?
  ) async throws(CPSError) -> ServiceAnswer {
    let known = nonce.withLock { $0 }
    var fields = [
      "DPoP": try DPoPProof.make(
        with: key, method: "POST", url: audience.text + path, accessToken: token, serverNonce: known,
        at: clock.now(), random: random),
      "Content-Type": "application/json",
    ]
    if let token { fields["Authorization"] = "DPoP \(token)" }
    let answer = try await transport.send(
      ServiceRequest("POST", audience, path, headers: fields, body: Array(body.utf8)))
    if let fresh = answer.header("DPoP-Nonce"), fresh != known { nonce.withLock { $0 = fresh } }
    return answer
  }
}
