internal import ArgumentParser
internal import CPSCard
internal import CPSDiagnostics
internal import CPSWorkstation

/// `cpsauth card pin status`: spends no try.
struct CardPINStatusCommand: ConsoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "status",
      abstract: Speech.text(
        fr: "Donne les essais restants, sans en dépenser.", en: "Gives the tries left, spending none."))
  }

  @OptionGroup var place: CardPlaceOptions
  @OptionGroup var common: CommonOptions

  func perform(on console: Console) async throws(CPSError) {
    let reader = try await place.find(on: console)
    let report = try await CardInspection.pinReport(
      on: PCSCReaderAccess().connection(to: reader), cached: Workplace.cache)
    try console.show(
      PINReportLine(report, in: reader),
      or: [
        Bilingual(fr: "Carte : {serial}", en: "Card: {serial}")
          .filled(in: console.language, with: ["serial": report.serial.digits]),
        CardTexts.line(of: report.status, in: console.language),
      ])
  }
}

/// The state of a card's PIN for programs.
private struct PINReportLine: Encodable {
  let reader: String
  let generation: String
  let serial: String
  let pin: PINLine

  init(_ report: PINReport, in reader: String) {
    self.reader = reader
    generation = report.generation.rawValue
    serial = report.serial.digits
    pin = PINLine(report.status, report.lengths)
  }
}
