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
  }

  private let ledger = Mutex(Ledger())
  private let isKeepingLines: Bool
  private let sink: (@Sendable (String) -> Void)?

  /// A recorder that begins at nothing.
  ///
  /// - Parameters:
  ///   - isKeepingLines: whether ``lines`` remembers every line.
  ///   - sink: is given each line at once: `> hex` for a command, `< hex` for an answer.
  public init(keepingLines isKeepingLines: Bool = true, sink: (@Sendable (String) -> Void)? = nil) {
    self.isKeepingLines = isKeepingLines
    self.sink = sink
  }

  /// Commands, and bytes both ways with status words.
  public var count: ExchangeCount {
    ledger.withLock { ExchangeCount(exchanges: $0.commands, bytes: $0.bytesToCard + $0.bytesFromCard) }
  }

  /// Bytes of commands.
  public var bytesToCard: Int { ledger.withLock { $0.bytesToCard } }
  /// Bytes of answers, status words included.
  public var bytesFromCard: Int { ledger.withLock { $0.bytesFromCard } }
  /// What was written down: `> hex` and `< hex`, one line a command and one an answer.
  public var lines: [String] { ledger.withLock { $0.lines } }

  /// Begins again at nothing.
  public func reset() { ledger.withLock { $0 = Ledger() } }

  func record(command: [UInt8]) {
    write("> \(Self.text(of: command))") {
      $0.commands += 1
      $0.bytesToCard += command.count
    }
  }

  func record(answer: [UInt8]) {
    write("< \(Hexadecimal.encode(answer))") { $0.bytesFromCard += answer.count }
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
