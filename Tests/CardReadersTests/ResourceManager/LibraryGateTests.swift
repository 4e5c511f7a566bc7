import CPSPrimitives
import Dispatch
import Testing

@testable import CardReaders

@Suite struct LibraryGateTests {
  @Test func `a call passes an open gate and brings its answer back`() {
    #expect(LibraryGate().pass { 7 } == 7)
    #expect(LibraryGate().pass(.waiting) { 7 } == 7)
  }

  @Test func `the end waits for a short call that has begun, and no longer than it is told`() {
    let gate = LibraryGate()
    gate.pass { #expect(!gate.close(within: .zero)) }
    #expect(gate.close(within: .zero))
  }

  @Test func `HR-10 the end does not wait for a call that waits itself`() {
    let gate = LibraryGate()
    gate.pass(.waiting) { #expect(gate.close(within: .zero)) }
  }

  @Test(arguments: [LibraryGate.Call.short, .waiting])
  func `no call begins after the end, and its thread is held`(kind: LibraryGate.Call) async throws {
    let hasCalled = DispatchSemaphore(value: 0)
    await withCheckedContinuation { held in
      let gate = LibraryGate(park: {
        held.resume()
        while true { DispatchSemaphore(value: 0).wait() }
      })
      gate.close(within: .zero)
      try? BlockingWork.start { gate.pass(kind) { _ = hasCalled.signal() } }
    }
    #expect(hasCalled.wait(timeout: .now()) == .timedOut)
  }
}
