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
    var headers = ["content-type": "application/json"]
    headers["authorization"] = credential
    let request = ServiceRequest(
      "POST", audience, path, headers: headers, body: Array((try checkpoint.text() + "\n").utf8))
    let answer: ServiceAnswer
    do { answer = try await transport.send(request) } catch {
      throw CPSError(.witnessUnavailable, ["witness": audience.text], reason: "\(error)")
    }
    guard (200..<300).contains(answer.status) else {
      throw CPSError(.witnessUnavailable, ["witness": audience.text], reason: "status \(answer.status)")
    }
  }
}
