public import CPSAuth

/// One state, which the conformance suite opens as often as it likes.
public struct StoreUnderTest: Sendable {
  /// Whether the state outlives its stores, so that opening it again begins a new epoch.
  public let isDurable: Bool
  /// Opens the state: every call gives a store over the same state, as another process would have it.
  public let open: @Sendable () async throws -> any AuthStore

  /// A state and the way to open it.
  public init(isDurable: Bool, open: @escaping @Sendable () async throws -> any AuthStore) {
    self.isDurable = isDurable
    self.open = open
  }
}
