import Foundation
import Synchronization
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(1))) struct InProcessPCSCTests {
  @Test func testsTakeTurnsAtTheOneDaemon() async throws {
    let visits = Visits()
    try await withThrowingTaskGroup { group in
      for _ in 0..<6 {
        group.addTask {
          try await InProcessPCSC.shared.withDaemon { daemon in
            visits.enter(daemon.socketPath)
            await Task.yield()
            visits.leave()
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(visits.record.withLock(\.mostInside) == 1)
    #expect(visits.record.withLock(\.sockets.count) == 1)
  }

  @Test func afterOneTestKilledItTheNextFindsItRunning() async throws {
    try await InProcessPCSC.shared.withDaemon { $0.kill() }
    try await InProcessPCSC.shared.withDaemon { daemon in
      #expect(daemon.isRunning)
      #expect(getenv("PCSCLITE_CSOCK_NAME").map { String(cString: $0) } == daemon.socketPath)
    }
  }
}

/// Who is with the daemon, and how many there were at most.
private final class Visits: Sendable {
  struct Record {
    var inside = 0
    var mostInside = 0
    var sockets: Set<String> = []
  }

  let record = Mutex(Record())

  func enter(_ socket: String) {
    record.withLock { record in
      record.inside += 1
      record.mostInside = max(record.mostInside, record.inside)
      record.sockets.insert(socket)
    }
  }

  func leave() { record.withLock { $0.inside -= 1 } }
}
