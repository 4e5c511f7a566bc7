internal import ArgumentParser
internal import CPSAuth
internal import CPSAuthPolicy
internal import CPSAuthSafeguards
internal import CPSDiagnostics
internal import CPSPrimitives

/// `cpsauth policy locked-out LOG --policy FILE --at DATE`.
struct PolicyLockedOutCommand: ConsoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "locked-out",
      abstract: Speech.text(
        fr: "Dit qui utilise une fonction et n’y aura plus accès à une date : qui appeler d’abord.",
        en: "Says who uses a function and will be locked out of it at a date: whom to call first."),
      discussion: Speech.text(
        fr: """
          Lit le journal d’audit d’un service. Aucun assuré n’y figure. Un code porteur à saisir une fois de plus \
          n’écarte personne.
          """,
        en: """
          Reads the audit log of a service. No insured person is in it. A PIN to be typed once more locks nobody out.
          """))
  }

  @OptionGroup var log: AuditLogOptions

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "La politique qui sera en vigueur (YAML).", en: "The policy that will be in force (YAML)."),
      valueName: "file"))
  var policy: String

  @Option(
    help: ArgumentHelp(
      Speech.text(fr: "Le moment demandé, RFC 3339.", en: "The moment that is asked about, RFC 3339."),
      valueName: "time"))
  var at: MomentText

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "Ne compte les appels que depuis ce moment, RFC 3339.",
        en: "Counts calls from this moment on only, RFC 3339."), valueName: "time"))
  var since: MomentText?

  @Flag(help: ArgumentHelp(Speech.text(fr: "Écrit du CSV (RFC 4180).", en: "Writes CSV (RFC 4180).")))
  var csv = false

  @OptionGroup var common: CommonOptions

  func perform(on console: Console) async throws(CPSError) {
    guard !(csv && common.json) else { throw CPSError(.usage, ["detail": "--csv --json"]) }
    var tally = LockOutTally(
      under: try PolicyFile(at: policy, knowing: nil).policy, at: at.moment,
      since: since?.moment ?? Timestamp(millisecondsSince1970: .min))
    try await log.read { (entry) throws(CPSError) in tally.read(entry) }
    let lines = tally.lockOuts().map { LockOutLine($0, in: console.language) }
    if csv { console.write(data: LockOutLine.heading) }
    for line in lines {
      if csv {
        console.write(data: line.csv)
      } else {
        try console.show(line, or: [line.text(in: console.language)])
      }
    }
    console.tell(
      Bilingual(
        fr: "{count} accès perdus à cette date, sur {calls} appels lus ; {skipped} n’en disent pas assez",
        en: "{count} accesses lost at that date, of {calls} calls read; {skipped} do not say enough"),
      ["count": String(lines.count), "calls": String(tally.calls), "skipped": String(tally.skipped)])
  }
}
