public import CPSDiagnostics
internal import CPSPrimitives
internal import Glibc
public import SmartCard

/// A person at the controlling terminal: a star for each digit, no echo, restored on every way out.
public struct TerminalPINPrompt: PINPrompt {
  private let terminal: FileDescriptor
  private let language: Language
  private let limit: Duration

  /// The controlling terminal of this process.
  ///
  /// - Parameters:
  ///   - language: the language of the questions.
  ///   - limit: how long the person may take for one answer.
  /// - Throws: ``Diagnostic/pinEntryUnavailable`` when there is none.
  public init(language: Language, limit: Duration) throws(CPSError) {
    let number = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC)
    guard number >= 0 else { throw CPSError(.pinEntryUnavailable) }
    terminal = FileDescriptor(owning: number)
    self.language = language
    self.limit = limit
  }

  /// A person may be asked again.
  public var mayAskAgain: Bool { true }

  /// Asks, and takes nothing but a whole yes for a yes.
  public func confirmLastTry(_ request: PINRequest) async throws(CPSError) {
    show(PromptTexts.lastTry[language] + " ")
    let (terminal, limit) = (terminal, limit)
    let answer = try await BlockingWork.run { () throws(CPSError) in
      try Self.line(from: terminal, atMost: limit)
    }
    guard PromptTexts.affirmations.contains(answer.lowercased()) else { throw CPSError(.pinLastTry) }
  }

  /// Asks for one entry.
  public func enterPIN(_ request: PINRequest) async throws(CPSError) -> PIN {
    show(PromptTexts.entry(request, in: language) + " ")
    return try await SecretLine.readPIN(from: .terminal(terminal), atMost: limit)
  }

  /// A person may type at the reader.
  public var admitsPINPad: Bool { true }

  /// Says that the reader waits for the PIN.
  public func sendToPINPad(_ request: PINRequest) async throws(CPSError) {
    show(PromptTexts.pinPad(request, in: language) + "\n")
  }

  private func show(_ text: String) {
    _ = Array(text.utf8).withUnsafeBytes { write(terminal.number, $0.baseAddress, $0.count) }
  }

  /// One short line as the terminal edits it.
  private static func line(from terminal: FileDescriptor, atMost limit: Duration) throws(CPSError) -> String {
    var bytes: [UInt8] = []
    var watched = pollfd(fd: terminal.number, events: Int16(POLLIN), revents: 0)
    let deadline = ContinuousClock.now + limit
    while bytes.count < 64 {
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
