import CPCSCLite
import SmartCard
import VirtualCPS

@testable import CardReaders

/// What a simulated resource manager knows: readers, contexts, handles, transactions, and what was done wrong.
struct SimulatedState {
  struct OpenHandle {
    let context: Int
    let reader: ReaderName
    var eventCount: UInt32
    var isReset = false
  }

  var readers: [SimulatedReader]
  var contexts: Set<Int> = []
  var handles: [Int: OpenHandle] = [:]
  /// Who is in a transaction, by reader; a handle, or nil for a program outside the test.
  var holders: [ReaderName: Int?] = [:]
  var cancelled: Set<Int> = []
  var waiting: Set<Int> = []
  var counts: [PCSCCall: Int] = [:]
  var commands: [[UInt8]] = []
  /// How the cards were left, connection by connection.
  var farewells: [TransactionEnd] = []
  var violations: [String] = []
  var isFreed = false
  private var lastNumber = 0

  init(readers: [SimulatedReader]) { self.readers = readers }

  mutating func newNumber() -> Int {
    lastNumber += 1
    return lastNumber
  }

  func reader(_ name: ReaderName) -> SimulatedReader? { readers.first { $0.name == name } }

  /// The card behind a handle, or what stands in the way.
  mutating func card(of handle: Int, for call: PCSCCall) -> Result<VirtualCard, ReturnCodeError> {
    guard let open = handles[handle] else {
      violations.append("\(call) on a handle that is not open")
      return .failure(ReturnCodeError(.invalidHandle))
    }
    guard let reader = reader(open.reader) else {
      return .failure(ReturnCodeError(ReturnCode(SCARD_E_READER_UNAVAILABLE)))
    }
    guard let card = reader.card, reader.eventCount == open.eventCount else {
      return .failure(ReturnCodeError(.removedCard))
    }
    guard !open.isReset else { return .failure(ReturnCodeError(.resetCard)) }
    return .success(card)
  }

  mutating func resetCard(in name: ReaderName, sparing handle: Int?) {
    reader(name)?.card?.reset()
    for (other, open) in handles where open.reader == name && other != handle {
      handles[other]?.isReset = true
    }
  }

  /// The flags of a reader, as SCardGetStatusChange gives them.
  func flags(of name: ReaderName) -> (UInt32, [UInt8]) {
    guard let reader = reader(name) else {
      // The pseudo-reader: its event count is the number of readers.
      return name.text.hasPrefix(#"\\?PnP"#)
        ? (UInt32(readers.count) << 16, []) : (UInt32(SCARD_STATE_UNKNOWN), [])
    }
    var flags = reader.eventCount << 16
    flags |= UInt32(reader.card == nil ? SCARD_STATE_EMPTY : SCARD_STATE_PRESENT)
    if reader.isExclusive { flags |= UInt32(SCARD_STATE_EXCLUSIVE) }
    return (flags, reader.card?.answerToReset ?? [])
  }
}

/// A return code where Swift wants an error.
struct ReturnCodeError: Error {
  let code: ReturnCode
  init(_ code: ReturnCode) { self.code = code }
}
