import CPSDiagnostics
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import CPSAuthSafeguards

@Suite struct PasswordWorkshopTests {
  @Test
  func `no more run at once than allowed, no more wait than allowed, and the rest is told to come again`()
    async throws
  {
    let workshop = PasswordWorkshop(parallel: 2, queue: 3)
    let gate = DispatchSemaphore(value: 0)
    let state = Mutex((running: 0, most: 0))
    let work: @Sendable () -> Void = {
      state.withLock { ($0.running, $0.most) = ($0.running + 1, max($0.most, $0.running + 1)) }
      gate.wait()
      state.withLock { $0.running -= 1 }
    }
    let done = try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<2 { group.addTask { try await workshop.run(work) } }
      try await eventually("two run") { state.withLock { $0.running } == 2 }
      for _ in 0..<3 { group.addTask { try await workshop.run(work) } }
      try await eventually("three wait") { await workshop.waitingCount == 3 }
      for _ in 0..<10 {
        await #expect(throws: CPSError(.accountsBusy)) { try await workshop.run(work) }
      }
      for _ in 0..<5 { gate.signal() }
      var count = 0
      for try await _ in group { count += 1 }
      return count
    }
    #expect(done == 5)
    #expect(state.withLock { $0.most } == 2)
    #expect(await workshop.waitingCount == 0)
    #expect(try await workshop.run { 7 } == 7)
  }

  @Test func `work that fails makes room`() async throws {
    let workshop = PasswordWorkshop(parallel: 1, queue: 0)
    for _ in 0..<3 {
      await #expect(throws: CPSError(.passwordReused)) {
        try await workshop.run { () throws(CPSError) -> Int in throw CPSError(.passwordReused) }
      }
    }
    #expect(try await workshop.run { 7 } == 7)
  }
}
