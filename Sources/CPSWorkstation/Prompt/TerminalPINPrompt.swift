public import CPSDiagnostics
public import SmartCard

/// A person at the controlling terminal: a star for each digit, no echo, restored on every way out.
public struct TerminalPINPrompt: PINPrompt {
  private let dialogue: TerminalDialogue
  private let language: Language

  /// The controlling terminal of this process.
  ///
  /// - Parameters:
  ///   - language: the language of the questions.
  ///   - limit: how long the person may take for one answer.
  /// - Throws: ``Diagnostic/pinEntryUnavailable`` when there is none.
  public init(language: Language, limit: Duration) throws(CPSError) {
    dialogue = try TerminalDialogue(limit: limit)
    self.language = language
  }

  /// A person may be asked again.
  public var mayAskAgain: Bool { true }

  /// Asks, and takes nothing but a whole yes for a yes.
  public func confirmLastTry(_ request: PINRequest) async throws(CPSError) {
    guard try await dialogue.confirms(PromptTexts.lastTry[language]) else { throw CPSError(.pinLastTry) }
  }

  /// Asks for one entry.
  public func enterPIN(_ request: PINRequest) async throws(CPSError) -> PIN {
    try await dialogue.digits(PromptTexts.entry(request, in: language))
  }

  /// A person may type at the reader.
  public var admitsPINPad: Bool { true }

  /// Says that the reader waits for the PIN.
  public func sendToPINPad(_ request: PINRequest) async throws(CPSError) {
    dialogue.show(PromptTexts.pinPad(request, in: language) + "\n")
  }
}
