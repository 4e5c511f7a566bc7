internal import ArgumentParser

/// `cpsauth trust`.
struct TrustCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "trust",
      abstract: Speech.text(
        fr: "Les autorités auxquelles un service se fie.", en: "The authorities that a service trusts."),
      subcommands: [
        TrustListCommand.self, TrustImportCommand.self, TrustFetchCommand.self, TrustCheckCommand.self,
        TrustBundleCommand.self,
      ])
  }
}
