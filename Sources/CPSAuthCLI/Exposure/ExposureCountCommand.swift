internal import ArgumentParser
internal import CPSAuthSafeguards
internal import CPSDiagnostics

/// `cpsauth exposure count LOG`.
struct ExposureCountCommand: ConsoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "count",
      abstract: Speech.text(
        fr: "Compte les personnes que des actes ont exposées, sans en nommer aucune.",
        en: "Counts the people whom acts exposed, naming none."))
  }

  @OptionGroup var log: AuditLogOptions
  @OptionGroup var scope: ExposureScopeOptions
  @OptionGroup var common: CommonOptions

  func perform(on console: Console) async throws(CPSError) {
    let summary = try await ExposureReading(log).tally(of: try scope.scope()).summary()
    try console.show(summary, or: ExposureTexts.lines(of: summary, in: console.language))
  }
}
