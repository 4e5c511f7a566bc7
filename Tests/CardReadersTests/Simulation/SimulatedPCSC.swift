import CPCSCLite
import CPSDiagnostics
import Foundation
import SmartCard
import VirtualCPS

@testable import CardReaders

/// A resource manager in this process, every call of which can go wrong as a test says.
///
/// Notes what no client may do: calls on a handle or context that is closed, a second end, a command outside
/// a transaction, a context that ends before its handles, a command longer than a short APDU.
final class SimulatedPCSC: ResourceManager, @unchecked Sendable {
  typealias Plan = @Sendable (PCSCCall, Int) -> PCSCFault?

  // INVARIANT: `state` is touched only while `condition` is locked.
  private let condition = NSCondition()
  private var state: SimulatedState
  private let plan: Plan

  /// Readers with what is in them, and what happens to each call: asked with its number from 1 of its kind.
  init(_ readers: [SimulatedReader], plan: @escaping Plan = { _, _ in nil }) {
    state = SimulatedState(readers: readers)
    self.plan = plan
  }

  func with<Result>(_ body: (inout SimulatedState) -> Result) -> Result {
    condition.lock()
    defer {
      condition.broadcast()
      condition.unlock()
    }
    return body(&state)
  }

  /// Waits until `isDone`, or time runs out.
  func wait(until limit: Date?, _ isDone: (inout SimulatedState) -> Bool) {
    condition.lock()
    defer { condition.unlock() }
    while !isDone(&state) {
      guard let limit else {
        condition.wait()
        continue
      }
      if !condition.wait(until: limit) { return }
    }
  }

  /// Counts a call and lets happen what the plan has for it.
  private func begin(_ call: PCSCCall) -> PCSCFault? {
    let number = with { state in
      state.counts[call, default: 0] += 1
      return state.counts[call, default: 0]
    }
    let fault = plan(call, number)
    switch fault {
    case .hangs:
      wait(until: nil) { $0.isFreed }
      return nil
    case .follows(let event):
      event(self)
      return nil
    default: return fault
    }
  }

  /// One call: what `body` does, unless a fault strikes it.
  private func perform<Value: Sendable>(
    _ call: PCSCCall, else value: Value, _ body: (inout SimulatedState) -> CallResult<Value>
  ) -> CallResult<Value> {
    switch begin(call) {
    case .returns(let code): return CallResult(code, value)
    case .returnsAfterwards(let code):
      _ = with(body)
      return CallResult(code, value)
    case .gives(let bytes):
      guard let value = bytes as? Value else { return with(body) }
      _ = with(body)
      return CallResult(.success, value)
    default: return with(body)
    }
  }

  func establishContext() -> CallResult<Context> {
    perform(.establishContext, else: 0) { state in
      let context = state.newNumber()
      state.contexts.insert(context)
      return CallResult(.success, context)
    }
  }

  func releaseContext(_ context: Context) {
    _ = begin(.releaseContext)
    with { state in
      if state.contexts.remove(context) == nil { state.violations.append("a context released twice") }
      if state.handles.values.contains(where: { $0.context == context }) {
        state.violations.append("a context released before its handles")
      }
    }
  }

  func cancel(_ context: Context) {
    _ = begin(.cancel)
    // Before the wait it is lost, as with libpcsclite.
    with { state in if state.waiting.contains(context) { state.cancelled.insert(context) } }
  }

  func diagnosis() -> ServiceDiagnosis {
    ServiceDiagnosis(socketPath: "/simulated", socketExists: true, daemonIsInstalled: true)
  }

  private static func list(_ state: SimulatedState) -> [UInt8] {
    state.readers.flatMap { $0.name.bytes + [0] } + [0]
  }

  func readerListLength(in context: Context) -> CallResult<Int> {
    perform(.readerListLength, else: 0) { state in
      state.readers.isEmpty
        ? CallResult(.noReaders, 0) : CallResult(.success, Self.list(state).count)
    }
  }

  func readerList(in context: Context, capacity: Int) -> CallResult<[UInt8]> {
    perform(.readerList, else: []) { state in
      let list = Self.list(state)
      if state.readers.isEmpty { return CallResult(.noReaders, []) }
      return list.count > capacity ? CallResult(.insufficientBuffer, []) : CallResult(.success, list)
    }
  }

  func statusChange(
    in context: Context, milliseconds: Int, of rows: inout [ReaderWatchRow]
  ) -> ReturnCode {
    if case .returns(let code) = begin(.statusChange) { return code }
    guard rows.count <= ReaderWatchList.maximumRows else { return ReturnCode(SCARD_E_INVALID_PARAMETER) }
    var code = ReturnCode.timeout
    let table = rows
    var found = rows
    with { state in _ = state.waiting.insert(context) }
    wait(until: Date(timeIntervalSinceNow: Double(milliseconds) / 1_000)) { state in
      if state.cancelled.remove(context) != nil {
        code = .cancelled
        return true
      }
      for (index, row) in table.enumerated() {
        let (flags, answerToReset) = state.flags(of: row.reader)
        found[index].seen = flags == row.known ? flags : flags | UInt32(SCARD_STATE_CHANGED)
        found[index].answerToReset = answerToReset
        if flags != row.known { code = .success }
      }
      return code == .success
    }
    with { state in _ = state.waiting.remove(context) }
    rows = found
    return code
  }

  func connect(to reader: ReaderName, in context: Context) -> CallResult<Connected> {
    let none = Connected(handle: 0, cardProtocol: .undefined)
    return perform(.connect, else: none) { state in
      guard let target = state.reader(reader) else { return CallResult(.unknownReader, none) }
      guard !target.isExclusive else { return CallResult(.sharingViolation, none) }
      guard target.card != nil else { return CallResult(ReturnCode(SCARD_E_NO_SMARTCARD), none) }
      let handle = state.newNumber()
      state.handles[handle] = .init(context: context, reader: reader, eventCount: target.eventCount)
      return CallResult(.success, Connected(handle: handle, cardProtocol: .t0))
    }
  }

  func reconnect(_ handle: Handle) -> CallResult<CardProtocol> {
    perform(.reconnect, else: .undefined) { state in
      state.handles[handle]?.isReset = false
      switch state.card(of: handle, for: .reconnect) {
      case .success: return CallResult(.success, .t0)
      case .failure(let error): return CallResult(error.code, .undefined)
      }
    }
  }

  func disconnect(_ handle: Handle, _ end: TransactionEnd) {
    _ = begin(.disconnect)
    with { state in
      state.farewells.append(end)
      guard let open = state.handles.removeValue(forKey: handle) else {
        state.violations.append("a handle closed twice")
        return
      }
      // As pcscd does for a client that goes inside its transaction.
      if state.holders[open.reader] == .some(handle) {
        state.holders[open.reader] = nil
        state.resetCard(in: open.reader, sparing: nil)
      }
    }
  }

  func beginTransaction(_ handle: Handle) -> ReturnCode {
    if case .returns(let code) = begin(.beginTransaction) { return code }
    var code = ReturnCode.success
    // Looked at and taken in one: two who wait are not let in together.
    wait(until: nil) { state in
      if let open = state.handles[handle], let holder = state.holders[open.reader], holder != handle {
        return false
      }
      if case .failure(let error) = state.card(of: handle, for: .beginTransaction) {
        code = error.code
      } else if let open = state.handles[handle] {
        state.holders[open.reader] = handle
      }
      return true
    }
    return code
  }

  func endTransaction(_ handle: Handle, _ end: TransactionEnd) -> ReturnCode {
    perform(.endTransaction, else: ()) { state in
      guard let open = state.handles[handle], state.holders[open.reader] == .some(handle) else {
        return CallResult(.notTransacted, ())
      }
      state.holders[open.reader] = nil
      if case .failure(let error) = state.card(of: handle, for: .endTransaction) {
        return CallResult(error.code, ())
      }
      if end == .reset { state.resetCard(in: open.reader, sparing: handle) }
      return CallResult(.success, ())
    }.code
  }

  func guardTransaction(of handle: Handle) throws(CPSError) -> CardGuard? { nil }

  func status(of handle: Handle) -> CallResult<CardStatus> {
    let none = CardStatus(cardProtocol: .undefined, answerToReset: [])
    return perform(.status, else: none) { state in
      switch state.card(of: handle, for: .status) {
      case .success(let card):
        return CallResult(.success, CardStatus(cardProtocol: .t0, answerToReset: card.answerToReset))
      case .failure(let error): return CallResult(error.code, none)
      }
    }
  }

  func transmit(
    _ command: Span<UInt8>, to handle: Handle, over cardProtocol: CardProtocol, capacity: Int
  ) -> CallResult<[UInt8]> {
    let bytes = command.indices.map { command[$0] }
    return perform(.transmit, else: []) { state in
      if bytes.count > 5 + 255 + 1 { state.violations.append("a command of \(bytes.count) bytes") }
      return state.exchange(bytes, with: handle, capacity: capacity)
    }
  }

  func control(
    _ code: UInt32, with input: [UInt8], of handle: Handle, capacity: Int
  ) -> CallResult<[UInt8]> {
    perform(.control, else: []) { state in
      guard let open = state.handles[handle], let reader = state.reader(open.reader) else {
        return CallResult(ReturnCode(SCARD_E_READER_UNAVAILABLE), [])
      }
      switch code {
      case ReaderFeatures.request:
        return reader.features.map { CallResult(.success, $0) }
          ?? CallResult(ReturnCode(SCARD_E_UNSUPPORTED_FEATURE), [])
      case SimulatedReader.propertiesCode: return CallResult(.success, reader.properties)
      case SimulatedReader.verifyCode:
        guard let command = SimulatedKeypad.command(input, typing: reader.typed) else {
          return CallResult(.success, [0x6B, 0x80])
        }
        return state.exchange(command, with: handle, capacity: capacity)
      default: return CallResult(ReturnCode(SCARD_E_INVALID_PARAMETER), [])
      }
    }
  }
}

extension SimulatedState {
  /// One command to the card behind a handle, which must be in a transaction.
  mutating func exchange(_ command: [UInt8], with handle: Int, capacity: Int) -> CallResult<[UInt8]> {
    switch card(of: handle, for: .transmit) {
    case .failure(let error): return CallResult(error.code, [])
    case .success(let card):
      if let open = handles[handle], holders[open.reader] != .some(handle) {
        violations.append("a command outside a transaction")
      }
      commands.append(command)
      switch card.transmit(command) {
      case .answer(let answer), .lateAnswer(let answer, after: _):
        return answer.count > capacity
          ? CallResult(.insufficientBuffer, []) : CallResult(.success, answer)
      case .silence: return CallResult(ReturnCode(SCARD_W_UNRESPONSIVE_CARD), [])
      case .resetNotice: return CallResult(.resetCard, [])
      case .absence: return CallResult(.removedCard, [])
      }
    }
  }
}
