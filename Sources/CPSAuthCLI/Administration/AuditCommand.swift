internal import ArgumentParser

/// `cpsauth audit`.
struct AuditCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "audit",
      abstract: Speech.text(fr: "Le journal d’audit d’un service.", en: "The audit log of a service."),
      subcommands: [
        AuditVerifyCommand.self, AuditExportCommand.self, AuditOpenCommand.self, AuditAlarmsCommand.self,
        AuditQuotasCommand.self,
      ])
  }
}
