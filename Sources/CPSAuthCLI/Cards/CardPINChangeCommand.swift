internal import ArgumentParser
internal import CPSDiagnostics
internal import CPSWorkstation

/// `cpsauth card pin change`.
struct CardPINChangeCommand: ConsoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "change",
      abstract: Speech.text(
        fr: "Change le code porteur, par celui en vigueur.",
        en: "Changes the PIN, by the one that holds."))
  }

  @OptionGroup var place: CardPlaceOptions
  @OptionGroup var codes: CodeEntryOptions
  @OptionGroup var common: CommonOptions

  func perform(on console: Console) async throws(CPSError) {
    try await PINReplacement.perform(.change, at: place, with: codes, on: console)
  }
}
