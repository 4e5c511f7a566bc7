public import CPSDiagnostics
public import CPSPrimitives
public import CPSProof

/// What professionals have delegated to members of their staff, for a ``Gate`` that must know before it decides.
///
/// Asked only for a caller with a card of staff, about a function that some rule opens by delegation, and only when
/// nothing else opens it to them.
public protocol DelegationSource: Sendable {
  /// The delegations of this very function to this very caller that hold at a moment, in a fixed order.
  ///
  /// Of none that has ended, or whose delegator could not log in any more, as far as that can be known.
  ///
  /// - Throws: when nobody can tell; the call is then refused.
  func delegations(
    of function: FunctionName, to delegate: Delegate, at moment: Timestamp
  ) async throws(CPSError) -> [PolicyDelegation]
}
