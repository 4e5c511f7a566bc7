internal import ArgumentParser

/// `cpsauth exposure`.
struct ExposureCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "exposure",
      abstract: Speech.text(
        fr: "Qui est concerné : le rapport d’exposition, d’après le journal d’audit.",
        en: "Whom it concerns: the exposure report, by the audit log."),
      discussion: Speech.text(
        fr: """
          Un acte permis sans résultat au journal compte comme divulgué. « count » ne nomme personne ; « list » \
          demande la clé d’un délégué à la protection des données.
          """,
        en: """
          An act that was allowed and has no outcome in the log counts as disclosed. `count` names nobody; `list` \
          needs the key of a data-protection officer.
          """),
      subcommands: [ExposureCountCommand.self, ExposureListCommand.self, ExposureNotifyCommand.self])
  }
}
