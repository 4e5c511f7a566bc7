import CPSAuth
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import Synchronization

/// Delegations that a test sets, and how often a gate asked for them.
final class TestDelegations: DelegationSource {
  private struct State {
    var answer: Result<[PolicyDelegation], CPSError> = .success([])
    var asked: [Delegate] = []
  }

  private let state = Mutex(State())

  var answer: Result<[PolicyDelegation], CPSError> {
    get { state.withLock { $0.answer } }
    set { state.withLock { $0.answer = newValue } }
  }

  var asked: [Delegate] { state.withLock { $0.asked } }

  func delegations(
    of function: FunctionName, to delegate: Delegate, at moment: Timestamp
  ) async throws(CPSError) -> [PolicyDelegation] {
    let answer = state.withLock { state in
      state.asked.append(delegate)
      return state.answer
    }
    return try answer.get()
  }
}
