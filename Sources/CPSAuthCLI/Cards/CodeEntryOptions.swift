internal import ArgumentParser
internal import CPSDiagnostics
internal import CPSWorkstation

/// Where the codes of a card come from when its PIN is replaced.
struct CodeEntryOptions: ParsableArguments {
  /// How long a person has for one answer.
  private static let entryLimit = Duration.seconds(300)

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "Lit deux lignes sur ce descripteur : le code qui ouvre, puis le nouveau ; rien n’est demandé.",
        en: "Reads two lines from this descriptor: the code that opens, then the new one; nothing is asked."),
      valueName: "n"))
  var pinFd: Int32?

  @OptionGroup var consent: LastTryOptions

  /// The prompt that these options ask for.
  func prompt(_ console: Console) throws(CPSError) -> any CodePrompt {
    try Self.prompt(console, descriptor: pinFd, consent)
  }

  /// A person at the terminal, or the program behind a descriptor.
  static func prompt(
    _ console: Console, descriptor: Int32?, _ consent: LastTryOptions
  ) throws(CPSError) -> any CodePrompt {
    guard let descriptor else { return try TerminalCodePrompt(language: console.language, limit: entryLimit) }
    return try DescriptorCodePrompt(number: descriptor, limit: entryLimit, spendsLastTry: consent.lastTry)
  }
}
