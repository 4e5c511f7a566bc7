import CPSDiagnostics
import Dispatch
import Synchronization
import TestSupport
import Testing
import VirtualCPS

@testable import CardReaders

/// What a monitor tells of a simulated resource manager.
@Suite struct ReaderMonitorTests {
  private static let reader = SimulatedBench.reader

  @Test func `readers and cards come and go`() async throws {
    let bench = try SimulatedBench()
    let second = ReaderName("Simulated 01 00")
    var events = ReaderMonitor(of: bench.pcsc).makeAsyncIterator()
    #expect(try await events.next() == .readerConnected(Self.reader))
    #expect(
      try await events.next() == .cardInserted(Self.reader, answerToReset: bench.card.answerToReset))
    bench.pcsc.with { $0.readers.append(SimulatedReader(second)) }
    #expect(try await events.next() == .readerConnected(second))
    bench.pcsc.with { state in
      state.readers[0].card = nil
      state.readers[0].eventCount += 1
    }
    #expect(try await events.next() == .cardRemoved(Self.reader))
    bench.pcsc.with { _ = $0.readers.removeLast() }
    #expect(try await events.next() == .readerDisconnected(second))
  }

  @Test func `HR-02 a monitor that outlives the resource manager tells of its end and its return`()
    async throws
  {
    let bench = try SimulatedBench { call, number in
      switch (call, number) {
      case (.statusChange, 2), (.establishContext, 2): .returns(.noService)
      default: nil
      }
    }
    let inserted = ReaderEvent.cardInserted(Self.reader, answerToReset: bench.card.answerToReset)
    var events = ReaderMonitor(of: bench.pcsc, outlivesService: true).makeAsyncIterator()
    for expected in [
      .readerConnected(Self.reader), inserted, .cardRemoved(Self.reader), .readerDisconnected(Self.reader),
      .serviceLost, .serviceRestored, .readerConnected(Self.reader), inserted,
    ] as [ReaderEvent] {
      #expect(try await events.next() == expected)
    }
    #expect(bench.pcsc.with { $0.contexts.count } == 1)
  }

  @Test func `HR-01 a resource manager that was never there is told at once`() async throws {
    let bench = try SimulatedBench { call, _ in call == .establishContext ? .returns(.noService) : nil }
    var events = ReaderMonitor(of: bench.pcsc, outlivesService: true).makeAsyncIterator()
    let error: CPSError?
    do throws(CPSError) {
      _ = try await events.next()
      error = nil
    } catch let failure {
      error = failure
    }
    #expect(error == CPSError(.readerServiceDead))
    #expect(bench.pcsc.with { $0.counts[.establishContext] } == 1)
  }

  @Test func `HR-10 a monitor without a resource manager ends when it is cancelled`() async throws {
    let bench = try SimulatedBench { call, number in
      call == .statusChange || (call == .establishContext && number > 1) ? .returns(.noService) : nil
    }
    let watching = Task { for try await _ in ReaderMonitor(of: bench.pcsc, outlivesService: true) {} }
    try await eventually("a second attempt") {
      bench.pcsc.with { $0.counts[.establishContext, default: 0] > 1 }
    }
    watching.cancel()
    try await watching.value
    try await bench.expectNothingLeft()
  }

  @Test func `HR-10 SCardCancel before the wait is lost, and the monitor ends nevertheless`() async throws {
    let watching = Mutex<Task<Void, any Error>?>(nil)
    let isKnown = DispatchSemaphore(value: 0)
    let bench = try SimulatedBench { call, number in
      guard call == .statusChange, number == 2 else { return nil }
      // The flag was looked at, the wait has not begun: the cancellation falls between.
      return .follows { pcsc in
        isKnown.wait()
        watching.withLock { $0?.cancel() }
        pcsc.wait(until: nil) { $0.counts[.cancel, default: 0] > 0 }
      }
    }
    let task = Task { for try await _ in ReaderMonitor(of: bench.pcsc) {} }
    watching.withLock { $0 = task }
    isKnown.signal()
    try await task.value
    try await bench.expectNothingLeft()
    #expect(bench.pcsc.with { $0.counts[.cancel] } == 1)
  }

  @Test func `CC-07 CC-08 a hundred monitors, lists and logins leave nothing behind`() async throws {
    let bench = try SimulatedBench()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for index in 0..<100 {
        group.addTask {
          switch index % 4 {
          case 0:
            let watching = Task { for try await _ in ReaderMonitor(of: bench.pcsc) {} }
            watching.cancel()
            try await watching.value
          case 1: _ = try await ReaderList.current(of: bench.pcsc, deadline: .seconds(60))
          case 2: _ = try await bench.connection().verify()
          default:
            // Whose thread still waits is counted apart: more than two of them would refuse the others.
            let waiting = Task { try await bench.connection(counting: AbandonedThreads()).ask() }
            waiting.cancel()
            _ = try? await waiting.value
          }
        }
      }
      try await group.waitForAll()
    }
    try await bench.expectNothingLeft()
    #expect(bench.verifications == 25)
    #expect(bench.triesLeft == 3)
  }

  @Test func `HR-11 a list that grows between size and data is asked for again`() async throws {
    let bench = try SimulatedBench { call, number in
      call == .readerList && number < 5 ? .returns(.insufficientBuffer) : nil
    }
    let states = try await ReaderList.current(of: bench.pcsc, deadline: .seconds(60))
    #expect(states.map(\.name) == [Self.reader])
    #expect(bench.pcsc.with { $0.counts[.readerListLength] } == 5)
  }

  @Test func `HR-11 a list that grows for ever is given up`() async throws {
    let bench = try SimulatedBench { call, _ in
      guard call == .readerListLength else { return nil }
      return .follows { pcsc in
        pcsc.with { state in
          let name = ReaderName("Growing \(state.readers.count)")
          state.readers.append(SimulatedReader(name))
        }
      }
    }
    // The size is that of the longer list, the data call finds it longer still.
    let growing = try SimulatedBench { call, _ in
      call == .readerList
        ? .follows { $0.with { $0.readers.append(SimulatedReader(ReaderName("Another"))) } } : nil
    }
    #expect(try await ReaderList.current(of: bench.pcsc, deadline: .seconds(60)).count == 2)
    await #expect(throws: CPSError(.readerFault)) {
      try await ReaderList.current(of: growing.pcsc, deadline: .seconds(60))
    }
    #expect(growing.pcsc.with { $0.counts[.readerList] } == 5)
  }

  @Test func `HR-11 a reader that goes between list and look is no error`() async throws {
    let bench = try SimulatedBench { call, number in
      call == .statusChange && number == 1 ? .returns(.unknownReader) : nil
    }
    #expect(try await ReaderList.current(of: bench.pcsc, deadline: .seconds(60)).count == 1)
  }

  @Test(arguments: [15, 16, 17, 100])
  func `HR-11 many readers are all listed and watched`(count: Int) async throws {
    let names = (0..<count).map { ReaderName("Reader \($0)") }
    let pcsc = SimulatedPCSC(names.map { SimulatedReader($0) })
    #expect(try await ReaderList.current(of: pcsc, deadline: .seconds(60)).map(\.name) == names)
    var events = ReaderMonitor(of: pcsc).makeAsyncIterator()
    for name in names { #expect(try await events.next() == .readerConnected(name)) }
    let card = try SimulatedBench.newCard()
    pcsc.with { state in
      state.readers[0].card = card
      state.readers[0].eventCount += 1
    }
    #expect(try await events.next() == .cardInserted(names[0], answerToReset: card.answerToReset))
  }

  @Test func `HR-11 a name that is not UTF-8 is listed, watched and connected to by its bytes`() async throws
  {
    let name = ReaderName(bytes: [0x4C, 0xFF, 0xFE, 0x1B, 0x5B, 0x32, 0x4A])
    let bench = try SimulatedBench(named: name)
    let states = try await ReaderList.current(of: bench.pcsc, deadline: .seconds(60))
    #expect(states.map(\.name.bytes) == [name.bytes])
    #expect(!states[0].name.description.contains("\u{1B}"))
    _ = try await bench.connection().ask()
    var events = ReaderMonitor(of: bench.pcsc).makeAsyncIterator()
    #expect(try await events.next() == .readerConnected(name))
  }

  @Test(
    arguments: [[], [0], [0, 0, 0], [0x41], [0x41, 0], [0xFF, 0xFF, 0, 0], [0, 0x41, 0x42]] as [[UInt8]])
  func `HR-11 a malformed list names no reader that is there, and ends`(list: [UInt8]) async throws {
    let bench = try SimulatedBench { call, _ in call == .readerList ? .gives(list) : nil }
    #expect(try await ReaderList.current(of: bench.pcsc, deadline: .seconds(60)) == [])
  }
}
