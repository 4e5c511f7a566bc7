internal import CPSDiagnostics
internal import CPSPrimitives
internal import Glibc
internal import SmartCard

/// A person at the controlling terminal: texts, whole answers, and digits without echo.
struct TerminalDialogue: Sendable {
  /// The longest answer that is read, in bytes.
  private static let longestAnswer = 64

  private let terminal: FileDescriptor
  private let limit: Duration

  /// The controlling terminal of this process.
  ///
  /// - Parameter limit: how long the person may take for one answer.
  /// - Throws: ``Diagnostic/pinEntryUnavailable`` when there is none.
  init(limit: Duration) throws(CPSError) {
    let number = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard number >= 0 else { throw CPSError(.pinEntryUnavailable) }
    terminal = FileDescriptor(owning: number)
    self.limit = limit
  }

  /// Shows a text.
  func show(_ text: String) {
    _ = Array(text.utf8).withUnsafeBytes { write(terminal.number, $0.baseAddress, $0.count) }
  }

  /// Whether the person answers with a whole yes, in either language.
  func confirms(_ question: String) async throws(CPSError) -> Bool {
    show(question + " ")
    let (terminal, limit) = (terminal, limit)
    let answer = try await BlockingWork.run { () throws(CPSError) in
      try Self.line(from: terminal, atMost: limit)
    }
    return PromptTexts.affirmations.contains(answer.lowercased())
  }

  /// What the person types without echo, a star for each digit.
  func digits(_ question: String) async throws(CPSError) -> PIN {
    show(question + " ")
    return try await SecretLine.readPIN(from: .terminal(terminal), atMost: limit)
  }

  /// One short line as the terminal edits it.
  private static func line(from terminal: FileDescriptor, atMost limit: Duration) throws(CPSError) -> String {
    var bytes: [UInt8] = []
    var watched = pollfd(fd: terminal.number, events: Int16(POLLIN), revents: 0)
    let deadline = ContinuousClock.now + limit
    while bytes.count < longestAnswer {
      let rest = (deadline - ContinuousClock.now).milliseconds
      let ready = poll(&watched, 1, Int32(clamping: max(rest, 0)))
      if ready < 0, errno == EINTR { continue }
      guard ready > 0 else { throw CPSError(.timedOut, reason: "no answer") }
      var byte: UInt8 = 0
      guard read(terminal.number, &byte, 1) == 1 else { throw CPSError(.cancelled) }
      if byte == 0x0A { break }
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self).filter { !$0.isWhitespace }
  }
}
