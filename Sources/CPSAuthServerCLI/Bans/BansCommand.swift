import ArgumentParser

/// `cpsauth-server bans`.
struct BansCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "bans",
      abstract: HostSpeech.text(
        fr: "Les adresses et réseaux bannis, depuis la machine elle-même, à côté d’un service qui tourne.",
        en: "The addresses and networks that are banned, from the host itself, beside a service that runs."),
      discussion: HostSpeech.text(
        fr: """
          Un bannissement vise une adresse, jamais une personne : une carte que la politique admet entre depuis tout \
          autre réseau. Le service en cours le connaît dans le délai « bans: refresh », cinq secondes par défaut.
          """,
        en: """
          A ban is about an address, never about a person: a card that policy allows logs in from any other network. \
          The service that runs knows it within “bans: refresh”, five seconds by default.
          """),
      subcommands: [BansListCommand.self, BansAddCommand.self, BansLiftCommand.self])
  }
}
