/// What a store did that no store may do.
public struct StoreConformanceFailure: Error, Sendable, CustomStringConvertible {
  /// What was expected and what happened.
  public let description: String

  init(_ description: String) { self.description = description }
}
