internal import ArgumentParser
internal import CPSDiagnostics
internal import CPSWorkstation

/// `cpsauth card pin unblock`.
struct CardPINUnblockCommand: ConsoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "unblock",
      abstract: Speech.text(
        fr: "Débloque le code porteur et le change, par le code de déblocage.",
        en: "Unblocks the PIN and changes it, by the unblocking code (PUK)."))
  }

  @OptionGroup var place: CardPlaceOptions
  @OptionGroup var codes: CodeEntryOptions
  @OptionGroup var common: CommonOptions

  func perform(on console: Console) async throws(CPSError) {
    try await PINReplacement.perform(.unblock, at: place, with: codes, on: console)
  }
}
