public import CPSAuth
public import CPSDiagnostics
public import CPSPrimitives
public import CPSProof

/// What a gate asks: the delegations of a book that hold now, and whose delegators still could log in themselves.
public struct DelegationsInForce: DelegationSource {
  let book: DelegationBook
  private let standing: DelegatorStanding

  /// A source over a book.
  public init(of book: DelegationBook, standing: DelegatorStanding) {
    self.book = book
    self.standing = standing
  }

  /// The delegations of a function to a caller that hold at a moment, in the order of their delegators.
  ///
  /// - Throws: ``Diagnostic/storeUnavailable``, ``Diagnostic/storeCorrupt``.
  public func delegations(
    of function: FunctionName, to delegate: Delegate, at moment: Timestamp
  ) async throws(CPSError) -> [PolicyDelegation] {
    var found: [PolicyDelegation] = []
    for delegation in try await book.delegations(to: delegate)
    where delegation.functions.contains(function.rawValue) && state(of: delegation, at: moment) == .inForce {
      found.append(try delegation.policyDelegation())
    }
    return found
  }

  /// What has become of a delegation.
  func state(of delegation: DelegationRecord, at moment: Timestamp) -> DelegationSummary.State {
    guard moment < delegation.until else { return .ended }
    return standing.isGood(delegation, at: moment) ? .inForce : .orphaned
  }
}
