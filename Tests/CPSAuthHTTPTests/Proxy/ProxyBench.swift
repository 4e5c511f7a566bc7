import CPSAuth
import CPSAuthHTTP
import CPSPrimitives
import CPSProof
import Foundation
import HTTPTestSupport
import HTTPTypes

/// A service behind a proxy that proves itself by a secret, and the fields that such a proxy sends.
struct ProxyBench {
  static let secret = "0123456789abcdef0123456789abcdef"

  let service: TestService

  init(service: TestService) { self.service = service }

  init(limiter: RequestLimiter = RequestLimiter(perSecond: 1_000, burst: 1_000)) throws {
    service = try TestService(limiter: limiter, proxy: try Self.proxy(Self.secret))
  }

  static func proxy(_ secret: String) throws -> TrustedProxy {
    try TrustedProxy(secret: try SecretBytes(copying: Array(secret.utf8)))
  }

  /// The PEM text of a certificate.
  static func pem(_ der: [UInt8]) -> String {
    let lines = Data(der).base64EncodedString(options: [.lineLength64Characters, .endLineWithLineFeed])
    return "-----BEGIN CERTIFICATE-----\n\(lines)\n-----END CERTIFICATE-----\n"
  }

  /// What nginx writes in `$ssl_client_escaped_cert`.
  static func escaped(_ text: String) -> String {
    text.utf8.reduce(into: "") { escaped, byte in
      let character = Character(Unicode.Scalar(byte))
      let isUnreserved = character.isASCII && (character.isLetter || character.isNumber)
      escaped +=
        isUnreserved || "-._~".contains(character) ? String(character) : String(format: "%%%02X", byte)
    }
  }

  /// What nginx sends for a client with this certificate.
  static func fields(
    certificate: String?, verdict: String? = "SUCCESS", version: String? = "TLSv1.2", reuse: String? = ".",
    address: String? = "192.0.2.7", secret: String? = secret
  ) -> [(String, String)] {
    let all = [
      ("X-CPSAuth-Proxy", secret), ("X-Real-IP", address), ("X-SSL-Client-Cert", certificate),
      ("X-SSL-Client-Verify", verdict), ("X-SSL-Protocol", version), ("X-SSL-Session-Reused", reuse),
    ]
    return all.compactMap { name, value in value.map { (name, $0) } }
  }

  /// Sends a request with exactly these fields, as a browser does that knows nothing of proofs of possession.
  func send(
    _ method: String, _ path: String, _ fields: [(String, String)], token: String? = nil,
    body: String? = #"{"schema":1}"#
  ) async throws -> ServiceAnswer {
    var all = fields
    if let token { all.append(("Authorization", "Bearer \(token)")) }
    if body != nil { all.append(("Content-Type", "application/json")) }
    let headers = HTTPFields(
      all.compactMap { name, value in HTTPField.Name(name).map { HTTPField(name: $0, value: value) } })
    return try await service.transport.send(
      ServiceRequest(method, service.audience, path, body: Array((body ?? "").utf8)), fields: headers)
  }

  /// Logs in by a handshake that these fields report.
  func logIn(_ fields: [(String, String)]) async throws -> ServiceAnswer {
    try await send("POST", "/cpsauth/tls-sessions", fields)
  }

  /// The codes of the alarms in the audit log.
  func alarms() async throws -> [String?] {
    try await service.auditEvents().filter { $0.kind == .alarm }.map(\.diagnostic)
  }
}
