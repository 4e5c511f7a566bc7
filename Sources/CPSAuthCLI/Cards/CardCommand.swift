internal import ArgumentParser

/// `cpsauth card`.
struct CardCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "card",
      abstract: Speech.text(
        fr: "Lit la carte ; gère son code porteur.", en: "Reads the card; manages its PIN."),
      subcommands: [CardShowCommand.self, CardCertificatesCommand.self, CardPINCommand.self])
  }
}

/// `cpsauth card pin`.
struct CardPINCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "pin",
      abstract: Speech.text(fr: "Le code porteur de la carte.", en: "The PIN of the card."),
      subcommands: [
        CardPINStatusCommand.self, CardPINChangeCommand.self, CardPINUnblockCommand.self,
      ])
  }
}
