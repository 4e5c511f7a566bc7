internal import CPSAuth

/// What every ``AuthStore`` must do, one check at a time.
///
/// Written without a test framework, so that an integrator can run it under any:
///
/// ```swift
/// @Test(arguments: StoreConformance.checks)
/// func `the store conforms`(check: StoreConformance) async throws {
///   try await check.run(on: StoreUnderTest(isDurable: true) { try await MyStore(path) })
/// }
/// ```
public struct StoreConformance: Sendable, CustomStringConvertible {
  /// All checks; each wants an empty state.
  public static let checks: [StoreConformance] =
    markChecks + depositChecks + sessionChecks + sessionListChecks + quotaChecks + recordChecks
    + auditChecks

  /// What is checked.
  public let description: String
  private let body: @Sendable (StoreUnderTest) async throws -> Void

  init(_ description: String, _ body: @escaping @Sendable (StoreUnderTest) async throws -> Void) {
    self.description = description
    self.body = body
  }

  /// Runs the check on an empty state.
  ///
  /// - Throws: ``StoreConformanceFailure`` when the store does not conform, and what the store throws.
  public func run(on state: StoreUnderTest) async throws { try await body(state) }

  static func require<Value: Equatable>(
    _ found: Value, is expected: Value, _ what: String
  ) throws(StoreConformanceFailure) {
    guard found == expected else {
      throw StoreConformanceFailure("\(what): expected \(expected), found \(found)")
    }
  }

  static func requireRefusal(
    _ what: String, of action: () async throws -> Void
  ) async throws(StoreConformanceFailure) {
    do { try await action() } catch { return }
    throw StoreConformanceFailure("\(what): expected an error")
  }
}
