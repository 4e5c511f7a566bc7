import ArgumentParser

/// `cpsauth-server watch`.
struct WatchCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "watch",
      abstract: HostSpeech.text(
        fr: "Les comptes et personnes mis en observation, depuis la machine elle-même.",
        en: "The accounts and people under observation, from the host itself."),
      discussion: HostSpeech.text(
        fr: """
          Toutes les connexions sont regardées ; celles d’un titulaire en observation donnent l’alarme plus tôt. Les \
          alarmes sont dans le journal d’audit, et « cpsauth audit alarms » les recalcule.
          """,
        en: """
          All log-ins are looked at; those of a holder under observation alarm sooner. The alarms are in the audit log, \
          and `cpsauth audit alarms` computes them again.
          """),
      subcommands: [WatchListCommand.self, WatchAddCommand.self, WatchRemoveCommand.self])
  }
}
