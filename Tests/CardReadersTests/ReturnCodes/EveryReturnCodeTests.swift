import CPSDiagnostics
import SmartCard
import TestSupport
import Testing

@testable import CardReaders

/// Every return code of the resource manager, and some that it does not have, at every call.
@Suite struct EveryReturnCodeTests {
  static let codes =
    ReturnCodeTable.rows.map(\.code)
    + [0x0000_0001, 0x8010_FFFF, 0xFFFF_FFFF].map(ReturnCode.init(rawValue:))

  /// A VERIFY in a transaction of its own, with one fault.
  private func verify(
    _ bench: SimulatedBench, patience: Duration = .seconds(60)
  ) async -> Result<StatusWord, CPSError> {
    do throws(CPSError) {
      return .success(try await bench.connection(patience: patience).verify())
    } catch {
      return .failure(error)
    }
  }

  /// What a code means when a call answers it, for every code that has no meaning of its own there.
  private func plain(_ code: ReturnCode) -> Diagnostic {
    ReturnCodeTable.row(of: code)?.diagnostic ?? .readerFault
  }

  @Test(arguments: codes)
  func `HR-01 HR-03 HR-04 HR-05 a code at the way to the card sends nothing`(code: ReturnCode) async throws {
    for call in [PCSCCall.establishContext, .connect, .beginTransaction, .status] {
      let bench = try SimulatedBench { seen, _ in seen == call ? .returns(code) : nil }
      // A reset is met by one new start, which finds the same again.
      // A card in use is waited for as long as patience lasts.
      let isBusy = call == .connect && plain(code) == .cardBusy
      guard case .failure(let error) = await verify(bench, patience: .milliseconds(isBusy ? 20 : 60_000))
      else {
        Issue.record("\(code.text) at \(call) went unnoticed")
        continue
      }
      #expect(bench.verifications == 0)
      #expect(bench.triesLeft == 3)
      let comment: Comment = "\(code.text) at \(call)"
      switch (call, code) {
      case (.establishContext, .noService): #expect(error == CPSError(.readerServiceDead), comment)
      case (.establishContext, .serviceStopped): #expect(error == CPSError(.readerServiceVersion), comment)
      case (.beginTransaction, .securityViolation), (.status, .securityViolation):
        #expect(error == CPSError(.readerServiceUnavailable), comment)
      default: #expect(error == CPSError(plain(code)), comment)
      }
      try await bench.expectNothingLeft(comment)
    }
  }

  @Test(arguments: codes)
  func `HR-02 a code at VERIFY leaves the try in doubt, and it is not sent again`(code: ReturnCode)
    async throws
  {
    for fault in [PCSCFault.returns(code), .returnsAfterwards(code)] {
      let bench = try SimulatedBench { call, _ in call == .transmit ? fault : nil }
      guard case .failure(let error) = await verify(bench) else {
        Issue.record("\(code.text) at VERIFY went unnoticed")
        continue
      }
      #expect(error == CPSError(.pinStateUnknown))
      #expect(bench.verifications <= 1)
      #expect(bench.pcsc.with { $0.counts[.transmit] } == 1)
      try await bench.expectNothingLeft("\(code.text)")
    }
  }

  @Test(arguments: codes)
  func `HR-05 a code at the end never leaves the transaction behind`(code: ReturnCode) async throws {
    for fault in [PCSCFault.returns(code), .returnsAfterwards(code)] {
      let bench = try SimulatedBench { call, number in call == .endTransaction && number == 1 ? fault : nil }
      let connection = bench.connection()
      let outcome: Result<StatusWord, CPSError>
      do throws(CPSError) { outcome = .success(try await connection.verify()) } catch {
        outcome = .failure(error)
      }
      // A card that has left or was reset has no PIN open: the end is as good as asked.
      if code == .removedCard || code == .resetCard {
        #expect(try outcome.get() == .success)
      } else {
        #expect(throws: (any Error).self, "\(code.text)") { try outcome.get() }
        // What could not be reset in good order was given up, which resets it.
        #expect(bench.pcsc.with { $0.holders.isEmpty && $0.handles.isEmpty }, "\(code.text)")
      }
      #expect(bench.verifications == 1)
    }
  }

  @Test(arguments: codes)
  func `a code at the reader list is told`(code: ReturnCode) async throws {
    for call in [PCSCCall.readerListLength, .readerList, .statusChange] {
      let bench = try SimulatedBench { seen, _ in seen == call ? .returns(code) : nil }
      let outcome: Result<[ReaderState], CPSError>
      do throws(CPSError) {
        outcome = .success(try await ReaderList.current(of: bench.pcsc, deadline: .seconds(60)))
      } catch {
        outcome = .failure(error)
      }
      let comment: Comment = "\(code.text) at \(call)"
      switch (call, code) {
      // No reader is an answer, and so is a reader that goes between two looks, or five times.
      case (.readerListLength, .noReaders), (.readerList, .noReaders), (.statusChange, .timeout),
        (.statusChange, .cancelled), (.statusChange, .unknownReader):
        #expect(outcome == .success([]), comment)
      case (_, .securityViolation): #expect(outcome == .failure(CPSError(.readerServiceUnavailable)), comment)
      case (.readerListLength, .insufficientBuffer), (.readerList, .insufficientBuffer):
        #expect(outcome == .failure(CPSError(.readerFault)), comment)
      default: #expect(outcome == .failure(CPSError(plain(code))), comment)
      }
      try await bench.expectNothingLeft(comment)
    }
  }

  @Test(arguments: codes)
  func `HR-01 a code at a monitor ends it with an error, or is looked at again`(code: ReturnCode) async throws
  {
    for call in [PCSCCall.establishContext, .readerListLength, .readerList, .statusChange] {
      let bench = try SimulatedBench { seen, number in seen == call && number == 1 ? .returns(code) : nil }
      var events = ReaderMonitor(of: bench.pcsc).makeAsyncIterator()
      let first: Result<ReaderEvent?, CPSError>
      do throws(CPSError) { first = .success(try await events.next()) } catch { first = .failure(error) }
      let isHarmless =
        switch call {
        case .readerListLength, .readerList:
          code == .noReaders || (call == .readerList && code == .insufficientBuffer)
        case .statusChange: [.timeout, .cancelled, .unknownReader].contains(code)
        default: false
        }
      if isHarmless {
        #expect(first == .success(.readerConnected(SimulatedBench.reader)), "\(code.text) at \(call)")
      } else {
        #expect(throws: (any Error).self, "\(code.text) at \(call)") { try first.get() }
      }
    }
  }

  @Test(arguments: codes)
  func `HR-07 a code at the new start after a reset is told`(code: ReturnCode) async throws {
    let bench = try SimulatedBench { call, _ in call == .reconnect ? .returns(code) : nil }
    let connection = bench.connection()
    _ = try await connection.ask()
    bench.pcsc.with { $0.resetCard(in: SimulatedBench.reader, sparing: nil) }
    let error = await #expect(throws: CPSError.self) { try await connection.verify() }
    let isGone = code == .securityViolation
    #expect(error == CPSError(isGone ? .readerServiceUnavailable : plain(code)))
    #expect(bench.verifications == 0)
    #expect(bench.pcsc.with { $0.handles.isEmpty && $0.contexts.isEmpty })
  }

  @Test(arguments: codes)
  func `HR-15 a code at the question for features leaves the keyboard`(code: ReturnCode) async throws {
    let bench = try SimulatedBench(features: SimulatedReader.keypadFeatures) { call, _ in
      call == .control ? .returns(code) : nil
    }
    let hasPINPad = try await bench.connection().hasPINPad()
    #expect(!hasPINPad)
    try await bench.expectNothingLeft("\(code.text)")
  }
}

extension PCSCConnection {
  /// Whether the reader is said to have a keypad for the PIN of the bench.
  func hasPINPad() async throws(CPSError) -> Bool {
    try await transaction(budget: SimulatedBench.budget, deadline: .seconds(60)) {
      (channel) throws(CPSError) in
      channel.hasPINPad(for: SimulatedBench.pin)
    }
  }
}
