internal import ArgumentParser
internal import CPSAuth
internal import CPSDiagnostics

/// `cpsauth audit alarms FILE`.
struct AuditAlarmsCommand: ConsoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "alarms",
      abstract: Speech.text(
        fr: "Recalcule les alarmes des quotas à partir du journal et les compare.",
        en: "Computes the alarms of quotas again from a log and compares them."))
  }

  @OptionGroup var log: AuditLogOptions
  @OptionGroup var common: CommonOptions

  func perform(on console: Console) async throws(CPSError) {
    var recount = AlarmRecount()
    try await log.read { (entry) throws(CPSError) in try recount.add(entry) }
    let findings = recount.findings()
    let lines = findings.map { AlarmLine($0) }
    let wrong = findings.count { !$0.isRight }
    try console.show(
      AlarmReport(alarms: lines, disagreeing: wrong), or: Self.texts(lines, in: console.language))
    guard wrong == 0 else { throw CPSError(.alarmsDisagree, ["count": String(wrong)]) }
  }

  private static func texts(_ lines: [AlarmLine], in language: Language) -> [String] {
    guard !lines.isEmpty else {
      return [
        Bilingual(fr: "Aucune alarme de quota", en: "No alarm of a quota").filled(in: language, with: [:])
      ]
    }
    return lines.map { $0.text(in: language) }
  }
}

/// The findings for programs.
private struct AlarmReport: Encodable {
  let alarms: [AlarmLine]
  let disagreeing: Int
}
