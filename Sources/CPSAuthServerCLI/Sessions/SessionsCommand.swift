import ArgumentParser

/// `cpsauth-server sessions`.
struct SessionsCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "sessions",
      abstract: HostSpeech.text(
        fr: "Les sessions du service, depuis la machine elle-même, à côté d’un service qui tourne.",
        en: "The sessions of the service, from the host itself, beside a service that runs."),
      discussion: HostSpeech.text(
        fr: """
          Pour la nuit où personne n’a de carte sous la main. Aucune politique n’est consultée : le journal d’audit \
          dit, avant et après, que l’exploitant de la machine l’a fait, et sous quel nom.
          """,
        en: """
          For the night in which nobody with a card is at hand. No policy is asked: the audit log says, before and \
          after, that the operator of the host did it, and under which name.
          """),
      subcommands: [SessionsListCommand.self, SessionsEndCommand.self])
  }
}
