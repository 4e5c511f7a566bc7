internal import ArgumentParser
internal import CPSAuth
internal import CPSAuthSafeguards
internal import CPSDiagnostics
internal import CPSProof
internal import OpenSSLKit

/// `cpsauth exposure list LOG --into FOLDER`.
struct ExposureListCommand: ConsoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "list",
      abstract: Speech.text(
        fr: "Nomme, pour le délégué à la protection des données, les personnes que des actes ont exposées.",
        en: "Names, for the data-protection officer, the people whom acts exposed."),
      discussion: Speech.text(
        fr: """
          Écrit people.csv et people.jsonl dans un dossier neuf que nul autre n’ouvre, et letters.csv, la base des \
          courriers, avec --incident. Rien n’est écrit sur la sortie standard que les nombres.
          """,
        en: """
          Writes people.csv and people.jsonl into a new folder that nobody else enters, and letters.csv, from which \
          letters are made, with --incident. Nothing but figures goes to standard output.
          """))
  }

  @OptionGroup var log: AuditLogOptions
  @OptionGroup var scope: ExposureScopeOptions
  @OptionGroup var means: OpenerOptions

  @Option(
    help: ArgumentHelp(
      Speech.text(fr: "Le dossier à créer.", en: "The folder to be made."), valueName: "folder"))
  var into: String

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "Scelle chaque fichier à ce destinataire (certificat PEM). Peut être répété.",
        en: "Seals each file to this recipient (PEM certificate). May be repeated."), valueName: "file"))
  var sealTo: [String] = []

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "La description de l’incident, YAML.", en: "The description of the incident, YAML."),
      valueName: "file"))
  var incident: String?

  @OptionGroup var common: CommonOptions

  func perform(on console: Console) async throws(CPSError) {
    let (scope, opener) = (try scope.scope(), try means.opener())
    let incident = try incident.map { path throws(CPSError) in try IncidentFile.read(path) }
    var recipients: [Certificate] = []
    for path in sealTo { recipients.append(try OpenerOptions.certificate(at: path)) }
    let (list, summary) = try await ExposureReading(log).list(of: scope, with: opener)
    let people = list.people
    let folder = try ReportFolder(into, sealedTo: recipients)
    try folder.write(ExposureLine.csvHeader + people.map(\.csv).joined(), to: "people.csv")
    try folder.write(try Self.lines(people), to: "people.jsonl")
    if let incident {
      let letters = people.map { ExposureLetter(to: $0, of: incident).row }
      try folder.write(ExposureLetter.header + letters.joined(), to: "letters.csv")
    }
    try console.show(summary, or: ExposureTexts.lines(of: summary, in: console.language))
    guard list.unopenedCount == 0 else {
      throw CPSError(.exposureIncomplete, ["count": "\(list.unopenedCount)"])
    }
  }

  private static func lines(_ people: [ExposureLine]) throws(CPSError) -> String {
    var text = ""
    for person in people {
      text += String(decoding: try ProtocolJSON.encode(person), as: UTF8.self) + "\n"
    }
    return text
  }
}
