public import ArgumentParser
internal import CPSDiagnostics
internal import CPSPrimitives
internal import OpenSSLKit
internal import SyntheticIGC
public import VirtualCPS

extension VirtualCardGeneration: ExpressibleByArgument {}

/// `cpsauth virtual-card make`.
struct VirtualCardMakeCommand: ConsoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "make",
      abstract: Speech.text(fr: "Fait une carte fictive.", en: "Makes a fictitious card."))
  }

  @Option(
    help: ArgumentHelp(Speech.text(fr: "La génération de la carte.", en: "The generation of the card.")))
  var generation: VirtualCardGeneration

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "Code porteur de cette carte fictive, quatre chiffres.",
        en: "PIN of this fictitious card, four digits."), valueName: "digits"))
  var pin = SyntheticCard.pin

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "Code de déblocage de cette carte fictive, huit chiffres.",
        en: "PUK of this fictitious card, eight digits."), valueName: "digits"))
  var puk = SyntheticCard.puk

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "Les autorités fictives qui l’émettent, telles que Fixtures/pki ; sinon de nouvelles.",
        en: "The fictitious authorities that issue it, such as Fixtures/pki; else fresh ones."),
      valueName: "directory"))
  var pki: String?

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "Où écrire aussi des listes de révocation de ces autorités, valables dès maintenant.",
        en: "Where to write revocation lists of these authorities too, valid from now."),
      valueName: "directory"))
  var lists: String?

  @Option(help: ArgumentHelp(Speech.text(fr: "À qui elle est.", en: "Whose it is.")))
  var professional = FictitiousPerson.physician

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "Numéro de la carte, huit chiffres ; sinon au hasard.",
        en: "Number of the card, eight digits; else by chance."), valueName: "digits"))
  var serial: String?

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "Où l’écrire ; un fichier qui existe n’est pas remplacé.",
        en: "Where to write it; a file that exists is not replaced."), valueName: "file"))
  var out: String

  @OptionGroup var common: CommonOptions

  func perform(on console: Console) async throws(CPSError) {
    let number: String =
      if let serial { serial } else { try FictitiousCard.freshSerial(from: SystemRandomSource()) }
    let card = FictitiousCard(
      generation: generation, person: professional, serial: number, pin: pin, puk: puk)
    let moment = SystemWallClock().now()
    let tree = try FictitiousCard.tree(in: pki)
    let image = try card.image(under: tree, at: moment)
    try NewFile.reserve(out)
    if let lists { try SyntheticListFiles.write(from: tree, at: moment, to: lists) }
    try VirtualCardImageFile(path: out).save(image)
    try console.show(
      MadeCardLine(file: out, generation: generation.rawValue, serial: number, person: professional.rawValue),
      or: [
        Bilingual(
          fr: "Carte fictive {serial} ({person}) dans {file}",
          en: "Fictitious card {serial} ({person}) in {file}"
        ).filled(
          in: console.language,
          with: ["serial": number, "person": professional.rawValue, "file": out])
      ])
  }
}

/// A card that was made, for programs.
private struct MadeCardLine: Encodable {
  let file: String
  let generation: String
  let serial: String
  let professional: String

  init(file: String, generation: String, serial: String, person: String) {
    self.file = file
    self.generation = generation
    self.serial = serial
    professional = person
  }
}
