import CPSDiagnostics
import Glibc
import SmartCard
import TestSupport
import Testing

@testable import CPSWorkstation

/// One line typed at a terminal without echo.
///
/// One at a time: a process has one person before it.
@Suite(.serialized) struct TerminalLineTests {
  /// A terminal and the hands at it.
  private struct Terminal {
    /// TIOCSPTLCK (ioctl_tty(2)): whether it may not be opened yet.
    private static let lock: UInt = 0x4004_5431
    /// TIOCGPTN (ioctl_tty(2)): which pseudo-terminal this is.
    private static let lineNumber: UInt = 0x8004_5430

    let keyboard: FileDescriptor
    let screen: FileDescriptor

    init() throws {
      let number = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
      var isLocked: Int32 = 0
      #expect(number >= 0 && ioctl(number, Self.lock, &isLocked) == 0)
      keyboard = FileDescriptor(owning: number)
      var line: UInt32 = 0
      #expect(ioctl(number, Self.lineNumber, &line) == 0)
      screen = FileDescriptor(owning: open("/dev/pts/\(line)", O_RDWR | O_NOCTTY))
      #expect(screen.number >= 0)
    }

    var echoes: Bool {
      var state = termios()
      return tcgetattr(screen.number, &state) == 0 && state.c_lflag & tcflag_t(ECHO) != 0
    }

    func type(_ text: String) {
      let bytes = Array(text.utf8)
      #expect(write(keyboard.number, bytes, bytes.count) == bytes.count)
    }

    /// What the terminal shows until now.
    func shown() -> String {
      var bytes = [UInt8](repeating: 0, count: 1_024)
      let count = read(keyboard.number, &bytes, bytes.count)
      return String(decoding: bytes.prefix(max(count, 0)), as: UTF8.self)
    }
  }

  /// The number of digits that were read after `keys` had been typed into the silent terminal.
  private func digits(typing keys: String, at terminal: Terminal, limit: Duration = .seconds(10)) async throws
    -> Int
  {
    let screen = terminal.screen
    let entry = Task {
      try await SecretLine.readPIN(from: .terminal(screen), atMost: limit).count
    }
    try await eventually("the terminal is silent") { !terminal.echoes }
    terminal.type(keys)
    return try await entry.value
  }

  @Test(arguments: [
    ("1234\n", 4), ("123456\r", 6), ("12\u{7F}234\n", 4), ("12\u{8}234\n", 4), ("99\u{15}4321\n", 4),
    ("\u{7F}\u{7F}1234\n", 4), ("12\t34\u{1A}\n", 4),
  ])
  func `keys edit, and a star is shown for each digit`(keys: String, count: Int) async throws {
    let terminal = try Terminal()
    #expect(try await digits(typing: keys, at: terminal) == count)
    #expect(terminal.echoes)
    let shown = terminal.shown()
    #expect(shown.contains("*"))
    #expect(!shown.contains { $0.isNumber })
  }

  @Test(arguments: ["\u{3}", "12\u{3}", "\u{4}", "1234\u{4}"])
  func `Ctrl-C and Ctrl-D cancel, whatever was typed`(keys: String) async throws {
    let terminal = try Terminal()
    await #expect(throws: CPSError(.cancelled)) { _ = try await digits(typing: keys, at: terminal) }
    #expect(terminal.echoes)
  }

  @Test(arguments: ["\n", "123\n", "12a4\n", "12345678901234567\n"])
  func `an entry of another form is refused`(keys: String) async throws {
    let terminal = try Terminal()
    await #expect(throws: CPSError(.pinMalformed)) { _ = try await digits(typing: keys, at: terminal) }
    #expect(terminal.echoes)
  }

  @Test func `CC-09 a prompt that is never answered ends`() async throws {
    let terminal = try Terminal()
    await #expect(throws: CPSError(.timedOut)) {
      _ = try await digits(typing: "12", at: terminal, limit: .milliseconds(300))
    }
    #expect(terminal.echoes)
  }

  @Test func `a terminal that hangs up leaves no half PIN behind`() async throws {
    let terminal = try Terminal()
    let screen = terminal.screen
    let entry = Task {
      try await SecretLine.readPIN(from: .terminal(screen), atMost: .seconds(10)).count
    }
    try await eventually("the terminal is silent") { !terminal.echoes }
    terminal.type("1234")
    terminal.keyboard.end()
    await #expect(throws: CPSError.self) { _ = try await entry.value }
  }

  @Test func `what is no terminal is not asked`() async throws {
    let nowhere = FileDescriptor(owning: open("/dev/null", O_RDWR | O_CLOEXEC))
    await #expect(throws: CPSError(.pinEntryUnavailable)) {
      _ = try await SecretLine.readPIN(from: .terminal(nowhere), atMost: .seconds(1)).count
    }
  }
}
