import ArgumentParser

/// `cpsauth-server`: the service half as one program, with one configuration and one database.
@main
struct ServerCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "cpsauth-server",
      abstract: HostSpeech.text(
        fr: "Ouvre des fonctions d’un service aux professionnels qui ont leur carte CPS.",
        en: "Opens functions of a service to professionals who hold their CPS card."),
      subcommands: [
        RunCommand.self, SessionsCommand.self, DelegationsCommand.self, TelephoneCommand.self,
        HostExposureCommand.self, AccountsCommand.self, BansCommand.self, ContactsCommand.self,
        WatchCommand.self, CheckCommand.self,
      ],
      defaultSubcommand: RunCommand.self)
  }
}
