import CPSDiagnostics
import Dispatch
import Glibc
import Synchronization
import Testing

@testable import CPSPrimitives

@Suite struct BlockingWorkTests {
  @Test func `what the body returns comes back`() async throws {
    #expect(try await BlockingWork.run { () throws(CPSError) in 41 + 1 } == 42)
  }

  @Test func `what the body throws comes back`() async {
    let error = await #expect(throws: CPSError.self) {
      try await BlockingWork.run { () throws(CPSError) -> Int in throw CPSError(.cancelled) }
    }
    #expect(error?.diagnostic == .cancelled)
  }

  /// Each waits for all the others: on a pool as wide as the machine this would never end.
  @Test(.timeLimit(.minutes(1)))
  func `more bodies block at the same moment than the machine has processors`() async throws {
    let count = sysconf(Int32(_SC_NPROCESSORS_ONLN)) * 4
    let meeting = Meeting(of: count)
    let numbers = try await withThrowingTaskGroup(of: UInt.self) { group in
      for _ in 0..<count {
        group.addTask {
          try await BlockingWork.run { () throws(CPSError) in
            meeting.wait()
            return UInt(pthread_self())
          }
        }
      }
      return try await group.reduce(into: Set<UInt>()) { $0.insert($1) }
    }
    #expect(numbers.count == count)
  }

  @Test func `what the body holds is let go of when it is done`() async throws {
    weak var remains: Meeting?
    do {
      let meeting = Meeting(of: 1)
      remains = meeting
      try await BlockingWork.run { () throws(CPSError) in meeting.wait() }
    }
    while remains != nil { await Task.yield() }
    #expect(remains == nil)
  }
}

/// Lets nobody go on before all have come.
private final class Meeting: Sendable {
  private let expected: Int
  private let arrived = Atomic(0)
  private let semaphore = DispatchSemaphore(value: 0)

  init(of expected: Int) { self.expected = expected }

  func wait() {
    if arrived.add(1, ordering: .relaxed).newValue == expected {
      for _ in 0..<expected { semaphore.signal() }
    }
    semaphore.wait()
  }
}
