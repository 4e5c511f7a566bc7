/// One thing that a service needs, and how it stands.
public struct HealthCheck: Sendable {
  /// How a thing stands, from good to bad; the words are those of draft-inadarei-api-health-check-06, section 3.1.
  public enum Standing: String, Sendable, Hashable, Encodable, Comparable, CaseIterable {
    /// As it should be.
    case pass
    /// The service works, and somebody should look.
    case warn
    /// Requests that need it are refused.
    case fail

    /// Better before worse.
    public static func < (left: Standing, right: Standing) -> Bool {
      let order = Standing.allCases
      return (order.firstIndex(of: left) ?? 0) < (order.firstIndex(of: right) ?? 0)
    }
  }

  /// Its name in the answer, such as `store`.
  public let name: String
  private let look: @Sendable () async -> Standing

  /// A check; `look` answers soon, since a monitor asks every few seconds.
  public init(_ name: String, _ look: @escaping @Sendable () async -> Standing) {
    self.name = name
    self.look = look
  }

  /// How it stands now.
  public func standing() async -> Standing { await look() }
}
