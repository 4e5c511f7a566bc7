internal import ArgumentParser
internal import CPSAuth
internal import CPSAuthSafeguards
internal import CPSDiagnostics

/// `cpsauth audit alarms FILE`.
struct AuditAlarmsCommand: ConsoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "alarms",
      abstract: Speech.text(
        fr: "Recalcule les alarmes des quotas et de la veille à partir du journal et les compare.",
        en: "Computes the alarms of quotas and of the watch again from a log and compares them."))
  }

  @OptionGroup var log: AuditLogOptions
  @OptionGroup var common: CommonOptions

  func perform(on console: Console) async throws(CPSError) {
    var recount = AlarmRecount()
    var watch = WatchRecount()
    try await log.read { (entry) throws(CPSError) in
      try recount.add(entry)
      watch.add(entry)
    }
    let (findings, watched) = (recount.findings(), watch.findings())
    let wrong = findings.count { !$0.isRight } + watched.count { !$0.isRight }
    let report = AlarmReport(
      alarms: findings.map { AlarmLine($0) }, watch: watched.map { WatchAlarmLine($0) }, disagreeing: wrong)
    try console.show(report, or: Self.texts(report, in: console.language))
    guard wrong == 0 else { throw CPSError(.alarmsDisagree, ["count": String(wrong)]) }
  }

  private static func texts(_ report: AlarmReport, in language: Language) -> [String] {
    let quotas =
      report.alarms.isEmpty
      ? [Bilingual(fr: "Aucune alarme de quota", en: "No alarm of a quota")[language]]
      : report.alarms.map { $0.text(in: language) }
    return quotas + report.watch.map { $0.text(in: language) }
  }
}

/// The findings for programs.
private struct AlarmReport: Encodable {
  let alarms: [AlarmLine]
  let watch: [WatchAlarmLine]
  let disagreeing: Int
}
