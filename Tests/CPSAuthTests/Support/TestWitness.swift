import CPSAuth
import CPSDiagnostics
import Synchronization

/// A witness that keeps checkpoints in memory, or refuses to.
final class TestWitness: AuditWitness {
  let isOffHost: Bool
  private let state = Mutex((kept: [AuditCheckpoint](), isAnswering: true))

  init(isOffHost: Bool = true) { self.isOffHost = isOffHost }

  var kept: [AuditCheckpoint] { state.withLock { $0.kept } }

  func answer(_ isAnswering: Bool) { state.withLock { $0.isAnswering = isAnswering } }

  func examine() async throws(CPSError) {}

  func keep(_ checkpoint: AuditCheckpoint) async throws(CPSError) {
    let isKept = state.withLock { state in
      if state.isAnswering { state.kept.append(checkpoint) }
      return state.isAnswering
    }
    guard isKept else { throw CPSError(.witnessUnavailable, ["witness": "test"]) }
  }
}
