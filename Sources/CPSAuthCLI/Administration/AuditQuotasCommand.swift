internal import ArgumentParser
internal import CPSAuth
internal import CPSAuthSafeguards
internal import CPSDiagnostics
internal import CPSPrimitives

/// `cpsauth audit quotas LOG`.
struct AuditQuotasCommand: ConsoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "quotas",
      abstract: Speech.text(
        fr: "Dit qui travaille près de son rythme, ou au-delà, d’après le journal.",
        en: "Says who works near their pace, or beyond it, by the log."),
      discussion: Speech.text(
        fr: "Chaque compte est donné tel qu’il était à son dernier appel, le plus rempli d’abord.",
        en: "Each account is given as it stood at its last call, the fullest first."))
  }

  @OptionGroup var log: AuditLogOptions

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "À partir de quelle part du quota, en pour cent ; 80 par défaut, 0 pour tous.",
        en: "From which share of the quota on, in percent; 80 by default, 0 for all."),
      valueName: "percent"))
  var near = 80

  @Option(
    help: ArgumentHelp(
      Speech.text(fr: "À ce moment, RFC 3339 ; sinon maintenant.", en: "At this moment, RFC 3339; else now."),
      valueName: "time"))
  var at: MomentText?

  @OptionGroup var common: CommonOptions

  func perform(on console: Console) async throws(CPSError) {
    guard (0...100).contains(near) else { throw CPSError(.usage, ["detail": "--near \(near)"]) }
    let moment = at?.moment ?? SystemWallClock().now()
    // No window is longer, so that what lies before counts for nothing.
    var watch = PaceWatch(since: moment - PolicyQuota.windowRange.upperBound)
    try await log.read { (entry) throws(CPSError) in if entry.time <= moment { watch.read(entry) } }
    let found = watch.standings(at: moment).filter { $0.isNear(Double(near) / 100) }
    for standing in found {
      let line = PaceLine(standing)
      try console.show(line, or: [line.text(in: console.language)])
    }
    console.tell(
      Bilingual(fr: "{count} comptes de quota", en: "{count} accounts of quotas"),
      ["count": String(found.count)])
  }
}
