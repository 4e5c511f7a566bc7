public import CPSDiagnostics

/// Reads, changes and applies again as long as somebody else is quicker, but not for ever.
public enum RecordRace {
  /// How often a change is tried.
  static let maximumTries = 32

  /// What an attempt comes to that nobody was quicker than.
  ///
  /// - Parameter attempt: reads what it changes, and gives nil when the store did not apply the change
  ///   (``AuthStore/apply(_:)``); it is called again then, and must do nothing else.
  /// - Throws: ``Diagnostic/storeUnavailable`` when others always were quicker; what `attempt` throws.
  public nonisolated(nonsending) static func outcome<Value>(
    _ attempt: nonisolated(nonsending) () async throws(CPSError) -> Value?
  ) async throws(CPSError) -> Value {
    for _ in 0..<maximumTries {
      if let value = try await attempt() { return value }
    }
    throw CPSError(.storeUnavailable, reason: "others change the same records without end")
  }
}
