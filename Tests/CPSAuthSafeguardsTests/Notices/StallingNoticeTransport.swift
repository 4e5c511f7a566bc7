import CPSAuthSafeguards
import CPSDiagnostics

/// Takes a message and does not return until it is released.
final class StallingNoticeTransport: NoticeTransport {
  private let reached = AsyncStream.makeStream(of: Void.self)
  private let released = AsyncStream.makeStream(of: Void.self)

  func waitUntilReached() async {
    for await _ in reached.stream { return }
  }

  func release() { released.continuation.finish() }

  func send(_ message: NoticeMessage) async throws(CPSError) {
    reached.continuation.yield()
    for await _ in released.stream {}
  }
}
