public import CPSDiagnostics
public import SmartCard

/// A person at the controlling terminal, who types codes without echo.
public struct TerminalCodePrompt: CodePrompt {
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

  /// A person.
  public var isPerson: Bool { true }

  /// Asks, and takes nothing but a whole yes for a yes.
  public func confirmLastTry(_ request: CodeRequest) async throws(CPSError) {
    let question = CodeTexts.lastTry(request.question)[language]
    guard try await dialogue.confirms(question) else { throw request.lastTryRefusal }
  }

  /// Asks for one code.
  public func enter(_ request: CodeRequest) async throws(CPSError) -> PIN {
    try await dialogue.digits(CodeTexts.entry(request, in: language))
  }
}
