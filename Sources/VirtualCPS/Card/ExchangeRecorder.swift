internal import CPSPrimitives
public import SmartCard
internal import Synchronization

/// Counts what a card exchanges, as the card sees it, and writes it down without any PIN.
public final class ExchangeRecorder: Sendable {
  private struct Ledger {
    var commands = 0
    var bytesToCard = 0
    var bytesFromCard = 0
    var lines: [String] = []
    var wireTime = WireTime()
    /// The command that waits for its answer.
    var open: WireCommand?
  }

  private let ledger = Mutex(Ledger())
  private let isKeepingLines: Bool
  private let sink: (@Sendable (String) -> Void)?
  private let clock: WireClock?

  /// A recorder that begins at nothing.
  ///
  /// - Parameters:
  ///   - isKeepingLines: whether ``lines`` remembers every line.
  ///   - clock: tells ``wireTime``.
  ///   - sink: is given each line at once: `> hex` for a command, `< hex` for an answer.
  public init(
    keepingLines isKeepingLines: Bool = true, clock: WireClock? = nil,
    sink: (@Sendable (String) -> Void)? = nil
  ) {
    self.isKeepingLines = isKeepingLines
    self.clock = clock
    self.sink = sink
  }

  /// Commands, and bytes both ways with status words.
  public var count: ExchangeCount {
    ledger.withLock { ExchangeCount(exchanges: $0.commands, bytes: $0.bytesToCard + $0.bytesFromCard) }
  }

  /// Commands.
  public var commands: Int { ledger.withLock { $0.commands } }
  /// Bytes of commands.
  public var bytesToCard: Int { ledger.withLock { $0.bytesToCard } }
  /// Bytes of answers, status words included.
  public var bytesFromCard: Int { ledger.withLock { $0.bytesFromCard } }
  /// How long the answered commands would have taken with a real card; nil without a clock.
  public var wireTime: WireTime? { clock == nil ? nil : ledger.withLock { $0.wireTime } }
  /// What was written down: `> hex` and `< hex`, one line a command and one an answer.
  public var lines: [String] { ledger.withLock { $0.lines } }

  /// Begins again at nothing.
  public func reset() { ledger.withLock { $0 = Ledger() } }

  func record(command: [UInt8]) {
    write("> \(Self.text(of: command))") {
      $0.commands += 1
      $0.bytesToCard += command.count
      $0.open = clock == nil ? nil : WireCommand(command)
    }
  }

  func record(answer: [UInt8]) {
    write("< \(Hexadecimal.encode(answer))") { ledger in
      ledger.bytesFromCard += answer.count
      guard let clock, let command = ledger.open else { return }
      ledger.open = nil
      ledger.wireTime = ledger.wireTime + clock.time(command, answerLength: answer.count)
    }
  }

  private func write(_ line: String, _ count: (inout Ledger) -> Void) {
    ledger.withLock {
      count(&$0)
      if isKeepingLines { $0.lines.append(line) }
    }
    sink?(line)
  }

  /// Hexadecimal, with ** in place of a data field that holds a PIN.
  static func text(of command: [UInt8]) -> String {
    guard command.count > 5, Instruction.takingPIN.contains(command[1]) else {
      return Hexadecimal.encode(command)
    }
    return Hexadecimal.encode(command.prefix(5)) + " **"
  }
}
