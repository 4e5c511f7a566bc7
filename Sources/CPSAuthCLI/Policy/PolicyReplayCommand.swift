internal import ArgumentParser
internal import CPSAuthPolicy
internal import CPSDiagnostics

/// `cpsauth policy replay LOG --policy FILE`.
struct PolicyReplayCommand: ConsoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "replay",
      abstract: Speech.text(
        fr: "Dit quelles décisions d’un journal une autre politique aurait prises autrement.",
        en: "Says which decisions of a log another policy would have taken otherwise."))
  }

  @OptionGroup var log: AuditLogOptions

  @Option(
    help: ArgumentHelp(
      Speech.text(fr: "L’autre politique (YAML).", en: "The other policy (YAML)."), valueName: "file"))
  var policy: String

  @OptionGroup var common: CommonOptions

  func perform(on console: Console) async throws(CPSError) {
    var replay = PolicyReplay(under: try PolicyFile(at: policy, knowing: nil).policy)
    try await log.read { (entry) throws(CPSError) in
      guard let change = try replay.read(entry) else { return }
      let line = PolicyChangeLine(change, in: console.language)
      try console.show(line, or: [line.text(in: console.language)])
    }
    let summary = ReplaySummaryLine(replay)
    try console.show(summary, or: [summary.text(in: console.language)])
  }
}
