import ArgumentParser

/// `cpsauth-server delegations`.
struct DelegationsCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "delegations",
      abstract: HostSpeech.text(
        fr: "Ce que des professionnels ont délégué aux cartes de leur personnel.",
        en: "What professionals delegated to the cards of their staff."),
      discussion: HostSpeech.text(
        fr: """
          Seul le professionnel déclare, avec sa carte (« delegations.declare »). La machine peut voir et retirer ; le \
          journal d’audit le dit.
          """,
        en: """
          Only the professional declares, with their card (“delegations.declare”). The host can look and revoke; the \
          audit log says so.
          """),
      subcommands: [DelegationsListCommand.self, DelegationsRevokeCommand.self])
  }
}
