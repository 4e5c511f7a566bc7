/// The answer of a service to one HTTP request.
public struct ServiceAnswer: Sendable, Hashable {
  /// The status code.
  public let status: Int
  /// The body.
  public let body: [UInt8]
  private let headers: [String: String]

  /// An answer from its parts; of a header field that occurs twice, the last value counts.
  public init(status: Int, headers: [String: String], body: [UInt8]) {
    self.status = status
    self.headers = Dictionary(headers.map { ($0.key.lowercased(), $0.value) }) { _, last in last }
    self.body = body
  }

  /// The value of a header field, found without regard to case.
  public func header(_ name: String) -> String? { headers[name.lowercased()] }
}
