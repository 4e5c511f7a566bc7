import ArgumentParser

/// `cpsauth-server contacts`.
struct ContactsCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "contacts",
      abstract: HostSpeech.text(
        fr: "Où les titulaires de comptes et de cartes reçoivent les avis de connexion.",
        en: "Where the holders of accounts and cards get notices of log-in."),
      subcommands: [ContactsImportCommand.self, ContactsShowCommand.self, ContactsRemoveCommand.self])
  }
}
