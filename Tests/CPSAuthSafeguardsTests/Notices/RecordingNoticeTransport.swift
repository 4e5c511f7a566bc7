import CPSAuthSafeguards
import CPSDiagnostics
import Synchronization

/// Takes notices and remembers them, or refuses as often as it is told.
final class RecordingNoticeTransport: NoticeTransport {
  private struct State {
    var taken: [NoticeMessage] = []
    var refusals = 0
  }

  private let state = Mutex(State())

  var taken: [NoticeMessage] { state.withLock { $0.taken } }

  func refuse(_ times: Int) { state.withLock { $0.refusals = times } }

  func send(_ message: NoticeMessage) async throws(CPSError) {
    let isRefused = state.withLock { state in
      guard state.refusals == 0 else {
        state.refusals -= 1
        return true
      }
      state.taken.append(message)
      return false
    }
    if isRefused { throw CPSError(.noticeNotSent, ["detail": "test"]) }
  }
}
