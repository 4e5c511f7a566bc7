internal import ArgumentParser
internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSTrust
internal import OpenSSLKit

/// `cpsauth trust check CERT…`.
struct TrustCheckCommand: ConsoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "check",
      abstract: Speech.text(
        fr: "Dit si un certificat de carte passerait, et sinon toutes les raisons.",
        en: "Says whether a card's certificate would pass, and every reason if not."),
      discussion: Speech.text(
        fr: """
          « --redacted » ne montre que la structure et les règles : ni nom, ni identifiant, ni numéro, ni clé, ni \
          empreinte. Codes de fin : 0 tous passeraient ; 1 l’un au moins ne passerait pas ; 64 ou plus, la demande n’a \
          pas pu être traitée.
          """,
        en: """
          “--redacted” shows structure and rules alone: no name, identifier, number, key or digest. Exit statuses: \
          0 all would pass; 1 one at least would not; 64 or more, the question could not be dealt with.
          """))
  }

  @Argument(
    help: ArgumentHelp(
      Speech.text(fr: "Des certificats, en DER ou en PEM.", en: "Certificates, in DER or PEM."),
      valueName: "file"))
  var files: [String]

  @Flag(
    help: ArgumentHelp(
      Speech.text(
        fr: "Ne montre rien de la personne, de la carte ni de la clé.",
        en: "Shows nothing of the person, the card or the key.")))
  var redacted = false

  @Flag(
    help: ArgumentHelp(
      Speech.text(
        fr: "Les règles déduites refusent, au lieu d’alerter.",
        en: "Inferred rules refuse, rather than raise an alarm.")))
  var hardened = false

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "Un type de carte accepté : cps, cpf, cpe ou cpa ; plusieurs fois si besoin, sinon cps.",
        en: "An accepted type of card: cps, cpf, cpe or cpa; several times if need be, else cps."),
      valueName: "type"))
  var accept: [String] = []

  @Option(
    help: ArgumentHelp(
      Speech.text(
        fr: "L’extrait du répertoire professionnel.", en: "The extract of the professional register."),
      valueName: "file"))
  var register: String?

  @OptionGroup var trust: TrustOptions
  @OptionGroup var common: CommonOptions

  func perform(on console: Console) async throws(CPSError) {
    let moment = SystemWallClock().now()
    let examiner = try examiner(at: moment)
    var refused = 0
    var number = 0
    for file in files {
      for certificate in try CertificateFile.certificates(in: file) {
        number += 1
        let name = redacted ? nil : file
        switch certificate {
        case .success(let certificate):
          let found = examiner.examine(certificate, at: moment)
          if !found.passes { refused += 1 }
          let shown = redacted ? found.redacted() : found
          try console.show(
            ExaminedCertificateLine(shown, number: number, file: name, in: console.language),
            or: ExaminedCertificateText.lines(of: shown, number: number, file: name, in: console.language))
        case .failure(let error):
          refused += 1
          try console.show(
            UnreadableLine(number: number, file: name, code: error.diagnostic.code),
            or: [
              "\(number). \(name.map(PrintableText.escaped) ?? "")",
              "  " + error.message(in: console.language),
            ])
        }
      }
    }
    if refused > 0 { throw CPSError(.certificateWouldNotPass, ["count": "\(refused)", "all": "\(number)"]) }
  }

  private func examiner(at moment: Timestamp) throws(CPSError) -> CertificateExaminer {
    var types: Set<CardType> = []
    for text in accept {
      guard let type = CardType(rawValue: text.uppercased()) else {
        throw CPSError(.usage, ["detail": "--accept \(text)"])
      }
      types.insert(type)
    }
    var extract: FilePractitionerRegister?
    if let register { extract = try FilePractitionerRegister(path: register, at: moment) }
    return try CertificateExaminer(
      try trust.store(), accepting: AcceptedCards(types) ?? .cps,
      strictness: hardened ? .hardened : .standard, register: extract, at: moment)
  }
}

/// A certificate that cannot be read.
private struct UnreadableLine: Encodable {
  let number: Int
  let file: String?
  let passes = false
  let code: String
}
