internal import ArgumentParser
internal import CPSDiagnostics
internal import CPSWorkstation

/// Where the PIN of a card comes from when it is read.
struct PINEntryOptions: ParsableArguments {
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
}
