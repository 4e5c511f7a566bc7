internal import ArgumentParser
internal import CPSAuth
internal import CPSDiagnostics
internal import Foundation

/// `cpsauth audit open FILE`.
struct AuditOpenCommand: ConsoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "open",
      abstract: Speech.text(
        fr: "Rouvre, pour le délégué à la protection des données, les personnes qu’un journal scelle.",
        en: "Opens, for the data-protection officer, the persons whom a log seals."),
      discussion: Speech.text(
        fr: """
          Le journal est vérifié d’abord. Avec --recipient et --key, ou avec --segment et --segment-key : la clé d’un \
          segment, telle que « openssl cms -decrypt » la rend à partir de ce que --extract écrit. Une décision sans \
          résultat compte comme divulguée.
          """,
        en: """
          The log is verified first. With --recipient and --key, or with --segment and --segment-key: the key of one \
          segment, as `openssl cms -decrypt` recovers it from what --extract writes. A decision without an outcome \
          counts as disclosed.
          """))
  }

  @OptionGroup var log: AuditLogOptions
  @OptionGroup var selection: AuditSelection

  @OptionGroup var means: OpenerOptions

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "Écrit la clé scellée de ce segment (CMS, DER) dans un fichier neuf, et rien d’autre.",
        en: "Writes the sealed key of that segment (CMS, DER) to a new file, and does nothing else."),
      valueName: "file"))
  var extract: String?

  @OptionGroup var common: CommonOptions

  func perform(on console: Console) async throws(CPSError) {
    let source = try await log.source()
    if let extract {
      try await write(to: extract, from: source)
      return
    }
    var opener = try means.opener(insteadOf: " | --segment --extract")
    let filter = try selection.filter()
    var verifier = AuditVerifier(environment: try log.environment(), from: source.beginning)
    var outcomes: [Int64: AuditEvent] = [:]
    try await source.forEach { (record) throws(CPSError) in
      try verifier.check(record)
      let entry = try AuditEntry(encoded: record.content)
      opener.note(entry)
      if let decision = entry.event.decision, entry.event.kind == .outcome {
        outcomes[decision] = entry.event
      }
    }
    _ = try verifier.report()
    try await source.forEachEntry { (entry) throws(CPSError) in
      guard filter.contains(entry), let subject = try opener.subject(of: entry) else { return }
      let line = OpenedEntryLine(entry, subject, outcome: outcomes[entry.sequence])
      try console.show(line, or: [line.text])
    }
  }

  private func write(to path: String, from source: AuditSource) async throws(CPSError) {
    guard let segment = means.segment else { throw CPSError(.usage, ["detail": "--segment --extract"]) }
    var found: [UInt8]?
    try await source.forEachEntry { entry in
      if let carried = entry.segmentEnvelope, carried.segment == segment { found = carried.envelope }
    }
    guard let found else {
      throw CPSError(
        .auditSealBroken,
        ["entry": String(segment), "detail": Speech.text(fr: "aucune clé scellée", en: "no sealed key")])
    }
    try NewFile.reserve(path)
    do { try Data(found).write(to: URL(filePath: path)) } catch {
      throw CPSError(.outputFailed, ["path": path], reason: "\(error)")
    }
  }
}
