internal import ArgumentParser

/// `cpsauth virtual-card`.
struct VirtualCardCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "virtual-card",
      abstract: Speech.text(
        fr: "Cartes fictives, pour essais et démonstrations.",
        en: "Fictitious cards, for tests and demonstrations."),
      subcommands: [VirtualCardMakeCommand.self, VirtualCardRunCommand.self])
  }
}
