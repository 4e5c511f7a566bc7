/// One HTTP request to a service.
public struct ServiceRequest: Sendable, Hashable {
  /// The method, in upper case.
  public let method: String
  /// The service.
  public let audience: Audience
  /// The path, beginning with a slash; it never carries a secret or a subject.
  public let path: String
  /// Header fields by name.
  public let headers: [String: String]
  /// The body; empty for none.
  public let body: [UInt8]

  /// A request from its parts.
  public init(
    _ method: String, _ audience: Audience, _ path: String, headers: [String: String] = [:],
    body: [UInt8] = []
  ) {
    self.method = method
    self.audience = audience
    self.path = path
    self.headers = headers
    self.body = body
  }

  /// Audience and path: what a DPoP proof names as `htu`.
  public var url: String { audience.text + path }
}
