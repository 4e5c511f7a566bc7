internal import ArgumentParser
internal import CPSAuth
internal import CPSDiagnostics

/// `cpsauth audit export FILE`.
struct AuditExportCommand: ConsoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "export",
      abstract: Speech.text(
        fr: "Écrit un journal, ou une partie, en JSON Lines sur la sortie standard.",
        en: "Writes a log, or a part of it, as JSON Lines to standard output."),
      discussion: Speech.text(
        fr: "La chaîne est vérifiée au passage ; « cpsauth audit verify » lit ce qui est écrit.",
        en: "The chain is verified on the way; `cpsauth audit verify` reads what is written."))
  }

  @OptionGroup var log: AuditLogOptions

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "La première entrée ; sinon la première du journal.",
        en: "The first entry; else the first of the log."), valueName: "number"))
  var from: Int64?

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "La dernière entrée ; sinon la dernière du journal.",
        en: "The last entry; else the last of the log."), valueName: "number"))
  var through: Int64?

  @OptionGroup var common: CommonOptions

  func perform(on console: Console) async throws(CPSError) {
    let source = try await log.source()
    let origin = source.beginning.origin
    let first = max(from ?? 1, (origin?.sequence ?? 0) + 1)
    let last = through ?? .max
    guard first <= last else { throw CPSError(.usage, ["detail": "--from \(first) --through \(last)"]) }
    // A part that leaves out its beginning or end is no whole log, and says so.
    var verifier = AuditVerifier(
      environment: try log.environment(), from: origin.map(AuditBeginning.excerpt) ?? .genesis)
    var isBegun = false
    try await source.forEach { (record) throws(CPSError) in
      let before = verifier.head
      try verifier.check(record)
      guard (first...last).contains(record.sequence) else { return }
      if !isBegun {
        let beginning = before == origin ? source.beginning : before.map(AuditBeginning.excerpt) ?? .genesis
        if let line = try beginning.text() { console.write(data: line) }
        isBegun = true
      }
      console.write(data: try AuditLine(record).text())
    }
  }
}
