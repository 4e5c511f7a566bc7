internal import ArgumentParser
internal import CPSDiagnostics
internal import CPSWorkstation

/// Where the PIN of a card comes from when it is read.
struct PINEntryOptions: ParsableArguments {
  /// How long a person has for one answer.
  private static let entryLimit = Duration.seconds(300)

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "Lit le code porteur, une ligne, sur ce descripteur ; rien n’est demandé.",
        en: "Reads the PIN, one line, from this descriptor; nothing is asked."), valueName: "n"))
  var pinFd: Int32?

  @OptionGroup var consent: LastTryOptions

  /// The prompt that these options ask for.
  func prompt(_ console: Console) throws(CPSError) -> any CodePrompt {
    try CodeEntryOptions.prompt(console, descriptor: pinFd, consent)
  }

  /// The prompt of a login or a step-up.
  func loginPrompt(_ console: Console) throws(CPSError) -> any PINPrompt {
    guard let pinFd else {
      return try TerminalPINPrompt(language: console.language, limit: Self.entryLimit)
    }
    return try DescriptorPINPrompt(
      number: pinFd, limit: Self.entryLimit, spendsLastTry: consent.lastTry)
  }
}
