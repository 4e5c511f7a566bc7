public import CPSDiagnostics
public import CPSProof

/// A witness that is reached over HTTPS: each checkpoint is one POST of its line, answered with 2xx when it is kept.
public struct ServiceWitness: AuditWitness {
  /// The longest credential, in bytes.
  public static let maximumCredentialLength = 4_096

  private let audience: Audience
  private let path: String
  private let transport: any ServiceTransport
  private let credential: String?

  /// Another host, unless the address says otherwise.
  public var isOffHost: Bool { audience.scheme == .https }

  /// A witness.
  ///
  /// - Parameters:
  ///   - audience: the server; TLS is verified for it by the transport.
  ///   - path: begins with a slash.
  ///   - credential: what an `Authorization` field says, such as `Bearer …`; nil for none.
  public init(
    at audience: Audience, path: String, over transport: any ServiceTransport, credential: String?
  ) {
    self.audience = audience
    self.path = path
    self.transport = transport
    self.credential = credential
  }

  /// Sends a checkpoint.
  public func keep(_ checkpoint: AuditCheckpoint) async throws(CPSError) {
    let body = Array((try checkpoint.text() + "\n").utf8)
    let status = try await send("POST", ["content-type": "application/json"], body)
    guard (200..<300).contains(status) else { throw unavailable("status \(status)") }
  }

  /// Asks for the head of the place alone (RFC 9110, clause 9.3.2); a witness need not know that method, so that only
  /// an answer which every method would get counts against it.
  public func examine() async throws(CPSError) {
    let status = try await send("HEAD", [:], [])
    guard ![401, 403, 404, 407].contains(status), status < 500 || status == 501 else {
      throw unavailable("status \(status)")
    }
  }

  private func send(
    _ method: String, _ headers: [String: String], _ body: [UInt8]
  ) async throws(CPSError) -> Int {
    var headers = headers
    headers["authorization"] = credential
    do {
      return try await transport.send(ServiceRequest(method, audience, path, headers: headers, body: body))
        .status
    } catch { throw unavailable("\(error)") }
  }

  private func unavailable(_ reason: String) -> CPSError {
    CPSError(.witnessUnavailable, ["witness": audience.text], reason: reason)
  }
}
