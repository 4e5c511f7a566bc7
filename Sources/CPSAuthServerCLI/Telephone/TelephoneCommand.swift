import ArgumentParser

/// `cpsauth-server telephone`.
struct TelephoneCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "telephone",
      abstract: HostSpeech.text(
        fr: "La vérification par téléphone : ce qui est enregistré, et qui peut appeler pour qui.",
        en: "The telephone check: what is registered, and who may call for whom."),
      discussion: HostSpeech.text(
        fr: """
          Depuis la machine elle-même, à côté d’un service qui tourne ; aucune politique n’est consultée, et le journal \
          d’audit dit, avant et après, que l’exploitant l’a fait. Rien ne montre ce qui est dit au téléphone.
          """,
        en: """
          From the host itself, beside a service that runs; no policy is asked, and the audit log says, before and \
          after, that the operator did it. Nothing shows what is said on the telephone.
          """),
      subcommands: [
        TelephoneImportCommand.self, TelephoneListCommand.self, TelephoneRemoveCommand.self,
        TelephoneDelegatesCommand.self,
      ])
  }
}
