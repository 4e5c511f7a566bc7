import CPSDiagnostics
import SmartCard
import TestSupport
import Testing

@testable import CardReaders

/// Calls that do not come back: nobody waits longer than was agreed, and nothing is left when they do.
@Suite struct HangingCallTests {
  private func free(_ bench: SimulatedBench) { bench.pcsc.with { $0.isFreed = true } }

  @Test(arguments: [PCSCCall.connect, .beginTransaction, .status, .reconnect])
  func `HR-09 HR-10 a call that hangs on the way to the card costs patience and sends nothing`(
    call: PCSCCall
  ) async throws {
    let bench = try SimulatedBench { seen, _ in seen == call ? .hangs : nil }
    let connection = bench.timelessConnection()
    if call == .reconnect {
      _ = try await connection.ask()
      bench.pcsc.with { $0.resetCard(in: SimulatedBench.reader, sparing: nil) }
    }
    let verifying = Task { try await connection.verify() }
    try await bench.reached(call)
    bench.alarm.ring(SimulatedBench.patience)
    await #expect(throws: CPSError(.cardBusy)) { try await verifying.value }
    free(bench)
    _ = consume connection
    try await bench.expectNothingLeft("\(call)")
    #expect(bench.verifications == 0)
  }

  @Test func `HR-01 a resource manager that takes clients and does not answer them is dead`() async throws {
    let bench = try SimulatedBench { call, _ in call == .establishContext ? .hangs : nil }
    let connection = bench.timelessConnection()
    let verifying = Task { try await connection.verify() }
    try await bench.reached(.establishContext)
    bench.alarm.ring(SimulatedBench.patience)
    await #expect(throws: CPSError(.readerServiceDead)) { try await verifying.value }
    free(bench)
    _ = consume connection
    try await bench.expectNothingLeft()
    #expect(bench.verifications == 0)
  }

  @Test func `HR-10 a command that hangs is given up, and the card reset when it comes back`() async throws {
    let bench = try SimulatedBench { call, _ in call == .transmit ? .hangs : nil }
    let connection = bench.timelessConnection()
    let asking = Task { try await connection.ask(deadline: SimulatedBench.deadline) }
    try await bench.reached(.transmit)
    bench.alarm.ring(SimulatedBench.deadline)
    await #expect(throws: CPSError(.timedOut)) { try await asking.value }
    await #expect(throws: CPSError(.readerFault)) { try await connection.ask() }
    #expect(!bench.abandoned.isEmpty)
    free(bench)
    try await bench.expectNothingLeft()
    #expect(bench.pcsc.with { $0.counts[.endTransaction] } == 1)
  }

  @Test func `HC-33 a VERIFY that hangs is possibly spent, and not sent again`() async throws {
    let bench = try SimulatedBench { call, _ in call == .transmit ? .hangs : nil }
    let connection = bench.timelessConnection()
    let verifying = Task { try await connection.verify(deadline: SimulatedBench.deadline) }
    try await bench.reached(.transmit)
    bench.alarm.ring(SimulatedBench.deadline)
    await #expect(throws: CPSError(.pinStateUnknown)) { try await verifying.value }
    free(bench)
    _ = consume connection
    try await bench.expectNothingLeft()
    #expect(bench.verifications == 1)
  }

  @Test func `HR-14 a keypad that nobody uses and that never gives up is possibly spent`() async throws {
    let bench = try SimulatedBench(features: SimulatedReader.keypadFeatures, typed: "1234") { call, number in
      call == .control && number == 2 ? .hangs : nil
    }
    let connection = bench.timelessConnection()
    let verifying = Task { try await connection.verifyAtPINPad(deadline: SimulatedBench.deadline) }
    try await bench.reached(.control, times: 2)
    bench.alarm.ring(SimulatedBench.deadline)
    await #expect(throws: CPSError(.pinStateUnknown)) { try await verifying.value }
    free(bench)
    _ = consume connection
    try await bench.expectNothingLeft()
    #expect(bench.verifications == 1)
  }

  @Test func `HR-10 a reset that hangs at the end holds nobody up for ever`() async throws {
    let bench = try SimulatedBench { call, _ in call == .endTransaction ? .hangs : nil }
    let connection = bench.timelessConnection()
    let verifying = Task { try await connection.verify() }
    try await bench.reached(.endTransaction)
    // Whoever comes next waits no longer than patience lasts.
    let asking = Task { try await connection.ask() }
    try await eventually("patience runs") { bench.alarm.count(of: SimulatedBench.patience) == 4 }
    bench.alarm.ring(SimulatedBench.patience)
    await #expect(throws: CPSError(.cardBusy)) { try await asking.value }
    free(bench)
    #expect(try await verifying.value == .success)
  }

  @Test func `HR-10 no more than two threads are put up with`() async throws {
    let bench = try SimulatedBench { call, _ in call == .transmit ? .hangs : nil }
    for number in 1...2 {
      bench.pcsc.with { $0.holders = [:] }
      let asking = Task { try await bench.timelessConnection().ask(deadline: SimulatedBench.deadline) }
      try await bench.reached(.transmit, times: number)
      bench.alarm.ring(SimulatedBench.deadline)
      await #expect(throws: CPSError(.timedOut)) { try await asking.value }
    }
    await #expect(throws: CPSError(.readerFault)) { try await bench.connection().ask() }
    #expect(bench.pcsc.with { $0.counts[.establishContext] } == 2)
    free(bench)
    try await eventually("the threads are back") { bench.abandoned.isEmpty }
    _ = try await bench.connection().ask()
  }

  @Test func `HR-10 a resource manager that does not answer is not waited for`() async throws {
    let bench = try SimulatedBench { call, _ in call == .statusChange ? .hangs : nil }
    await #expect(throws: CPSError(.timedOut)) {
      try await ReaderList.current(of: bench.pcsc, deadline: .milliseconds(30))
    }
    free(bench)
    try await bench.expectNothingLeft()
  }

  @Test(arguments: [PCSCCall.connect, .beginTransaction, .transmit, .endTransaction])
  func `CC-07 a cancelled task leaves no handle, transaction or second VERIFY`(call: PCSCCall) async throws {
    let bench = try SimulatedBench { seen, _ in seen == call ? .hangs : nil }
    let connection = bench.timelessConnection()
    let verifying = Task { try await connection.verify() }
    try await bench.reached(call)
    verifying.cancel()
    let isWaiting = call == .connect || call == .beginTransaction
    if isWaiting {
      // Only while it waits: a command that is with the card cannot be called back.
      await #expect(throws: CPSError(.cancelled)) { try await verifying.value }
      free(bench)
    } else {
      free(bench)
      #expect(try await verifying.value == .success)
    }
    _ = consume connection
    try await bench.expectNothingLeft("\(call)")
    #expect(bench.verifications == (isWaiting ? 0 : 1))
  }
}
