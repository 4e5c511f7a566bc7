internal import ArgumentParser
internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof
internal import CPSTrust

/// `cpsauth trust list`.
struct TrustListCommand: ConsoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "list",
      abstract: Speech.text(
        fr: "Donne les autorités admises et leurs listes de révocation, et dit ce qui presse.",
        en: "Gives the admitted authorities and their revocation lists, and says what is pressing."),
      discussion: Speech.text(
        fr: """
          Codes de fin : 0 tout est là et à jour ; 1 une autorité arrive à échéance sous 90 jours ; 30 une autorité \
          est échue ; 32 une liste enregistrée est refusée ; 33 une liste manque ou aurait dû être remplacée ; 78 une \
          autorité manque sans laquelle aucune carte ne passe.
          """,
        en: """
          Exit statuses: 0 all is there and up to date; 1 an authority ends within 90 days; 30 an authority has \
          ended; 32 a stored list is refused; 33 a list is missing or should have been replaced; 78 an authority is \
          missing without which no card passes.
          """))
  }

  @OptionGroup var trust: TrustOptions
  @OptionGroup var common: CommonOptions

  func perform(on console: Console) async throws(CPSError) {
    let store = try trust.store()
    let moment = SystemWallClock().now()
    let report = try store.report(at: moment)
    for record in report.records {
      let line = AuthorityLine(record, environment: store.pins.environment.rawValue, at: moment)
      try console.show(line, or: line.lines(in: console.language))
    }
    for alarm in report.alarms.dropFirst() { console.tell(alarm.diagnostic.message, alarm.values) }
    if let gravest = report.alarms.first { throw gravest }
  }
}
