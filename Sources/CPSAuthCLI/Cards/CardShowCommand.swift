internal import ArgumentParser
internal import CPSCard
internal import CPSDiagnostics
internal import CPSWorkstation

/// `cpsauth card show`.
struct CardShowCommand: ConsoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "show",
      abstract: Speech.text(
        fr: "Dit de quelle carte il s’agit et à qui elle se dit être.",
        en: "Says which card it is and whose it says it is."))
  }

  @OptionGroup var place: CardPlaceOptions
  @OptionGroup var common: CommonOptions

  func perform(on console: Console) async throws(CPSError) {
    let reader = try await place.find(on: console)
    let contents = try await CardInspection.contents(on: PCSCReaderAccess().connection(to: reader))
    try console.show(CardLine(contents, in: reader), or: CardTexts.lines(of: contents, in: console.language))
  }
}

/// A card for programs.
private struct CardLine: Encodable {
  struct Holder: Encodable {
    let nationalIdentifier: String?
    let familyName: String?
    let givenName: String?
    let profession: String?

    enum CodingKeys: String, CodingKey {
      case nationalIdentifier = "national_id"
      case familyName = "family_name"
      case givenName = "given_name"
      case profession
    }
  }

  let reader: String
  let generation: String
  let serial: String
  let certificates: Int
  let unverifiedHolder: Holder?
  let pin: PINLine

  enum CodingKeys: String, CodingKey {
    case reader, generation, serial, certificates, pin
    case unverifiedHolder = "unverified_holder"
  }

  init(_ contents: CardContents, in reader: String) {
    self.reader = reader
    generation = contents.generation.rawValue
    serial = contents.serial.digits
    certificates = contents.certificates.count
    unverifiedHolder = contents.unverifiedHolder.map {
      Holder(
        nationalIdentifier: $0.nationalIdentifier, familyName: $0.surname, givenName: $0.givenName,
        profession: $0.profession)
    }
    pin = PINLine(contents.pinStatus, contents.pinLengths)
  }
}
