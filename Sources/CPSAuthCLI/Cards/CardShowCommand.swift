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
        fr: "Dit de quelle carte il s’agit, à qui elle se dit être et ce qu’elle contient.",
        en: "Says which card it is, whose it says it is and what it holds."))
  }

  @Flag(
    help: ArgumentHelp(
      Speech.text(
        fr: "Demande le code porteur et lit aussi ce que lui seul ouvre.",
        en: "Asks for the PIN and reads also what it alone opens.")))
  var withPin = false

  @OptionGroup var code: PINEntryOptions
  @OptionGroup var place: CardPlaceOptions
  @OptionGroup var common: CommonOptions

  func perform(on console: Console) async throws(CPSError) {
    let reader = try await place.find(on: console)
    let contents = try await CardInspection.contents(on: PCSCReaderAccess().connection(to: reader))
    let data =
      withPin
      ? try await PrivateDataFlow(readers: PCSCReaderAccess(), prompt: try code.prompt(console))
        .run(in: reader, of: contents.serial) : contents.data
    try console.show(
      CardLine(contents, data, in: reader),
      or: CardTexts.lines(of: contents, in: console.language)
        + CardDataTexts.lines(of: data, in: console.language))
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
  let data: CardDataLine

  enum CodingKeys: String, CodingKey {
    case reader, generation, serial, certificates, pin, data
    case unverifiedHolder = "unverified_holder"
  }

  init(_ contents: CardContents, _ data: CardData, in reader: String) {
    self.data = CardDataLine(data)
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
