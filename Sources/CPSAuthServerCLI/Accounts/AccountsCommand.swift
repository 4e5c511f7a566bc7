import ArgumentParser

/// `cpsauth-server accounts`.
struct AccountsCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "accounts",
      abstract: HostSpeech.text(
        fr: "Les comptes à mot de passe du service, depuis la machine elle-même.",
        en: "The accounts with a password of the service, from the host itself."),
      discussion: HostSpeech.text(
        fr: """
          Aucune politique n’est consultée : le journal d’audit dit, avant et après, que l’exploitant de la machine \
          l’a fait, et sous quel nom. Aucun mot de passe n’est lu ni écrit ici. Chaque commande peut être répétée.
          """,
        en: """
          No policy is asked: the audit log says, before and after, that the operator of the host did it, and under \
          which name. No password is read or written here. Every command may be repeated.
          """),
      subcommands: [
        AccountsImportCommand.self, AccountsListCommand.self, AccountsFlagCommand.self,
        AccountsClearCommand.self, AccountsUnblockCommand.self, AccountsRespondCommand.self,
      ])
  }
}
