internal import ArgumentParser

/// `cpsauth policy`.
struct PolicyCommand: AsyncParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "policy",
      abstract: Speech.text(
        fr: "La politique d’un service : qui peut appeler quelle fonction.",
        en: "The policy of a service: who may call which function."),
      subcommands: [
        PolicyCheckCommand.self, PolicyTestCommand.self, PolicyReplayCommand.self, PolicyReviewsCommand.self,
        PolicyLockedOutCommand.self,
      ])
  }
}
