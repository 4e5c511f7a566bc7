public import CPSAuthTesting

/// What a measure beside the gate must do over every store, one check at a time: the same in memory, in a file, and in a
/// database that others use.
public struct SafeguardCheck: Sendable, CustomStringConvertible {
  /// All checks; each wants an empty state.
  public static let all: [SafeguardCheck] =
    exposureChecks + noticeChecks + switchOverChecks + delegationChecks + robotChecks + accountChecks
    + telephoneChecks + banChecks + watchChecks

  /// What is checked.
  public let description: String
  private let body: @Sendable (StoreUnderTest) async throws -> Void

  init(_ description: String, _ body: @escaping @Sendable (StoreUnderTest) async throws -> Void) {
    self.description = description
    self.body = body
  }

  /// Runs the check on an empty state.
  ///
  /// - Throws: ``SafeguardFailure`` when the measure does otherwise there, and what it throws itself.
  public func run(on state: StoreUnderTest) async throws { try await body(state) }

  static func require<Value: Equatable>(
    _ found: Value, is expected: Value, _ what: String
  ) throws(SafeguardFailure) {
    guard found == expected else {
      throw SafeguardFailure("\(what): expected \(expected), found \(found)")
    }
  }
}
