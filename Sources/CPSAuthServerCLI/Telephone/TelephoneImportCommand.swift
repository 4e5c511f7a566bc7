import ArgumentParser
import CPSAuth
import CPSAuthSafeguards
import CPSDiagnostics
import CPSPrimitives
import OpenSSLKit

/// `cpsauth-server telephone import FILE --config FILE`.
struct TelephoneImportCommand: HostCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "import",
      abstract: HostSpeech.text(
        fr: "Enregistre les cinq derniers caractères des coordonnées bancaires de chaque compte.",
        en: "Registers the last five characters of the bank details of each account."),
      discussion: HostSpeech.text(
        fr: """
          Une ligne par compte : le nom, un point-virgule, cinq caractères (pharmacie-42;13M02). Un fichier que \
          d’autres peuvent lire est refusé, et toute ligne qui porte un RIB ou un IBAN entier, par son numéro seul. \
          Tout le fichier, ou rien. Détruisez-le ensuite.
          """,
        en: """
          One line an account: the name, a semicolon, five characters (pharmacie-42;13M02). A file that others may \
          read is refused, and so is each line with a whole RIB or IBAN, by its number alone. The whole file, or \
          nothing. Destroy it afterwards.
          """))
  }

  @Argument(
    help: ArgumentHelp(
      HostSpeech.text(
        fr: "Le fichier, lisible de son seul propriétaire.", en: "The file, readable by its owner alone."),
      valueName: "file"))
  var file: String
  @OptionGroup var reason: ReasonOption
  @OptionGroup var options: HostOptions

  func perform(on console: HostConsole) async throws(CPSError) {
    let (settings, reason) = (try options.settings(), try reason.accessReason())
    let ring = try TelephoneOffice.section(of: settings).ring(
      besides: settings.secretFiles, isCreated: false, random: SystemRandomSource())
    let claims = try claims(under: ring)
    let answer = try await TelephoneOffice.use(settings) { office throws(CPSError) in
      try await office.marks.adopt(ring)
      let subject = TelephoneIntake.Subject(count: claims.count)
      return try await office.desk.act(TelephoneIntake.self, on: subject, because: reason) {
        () async throws(CPSError) in
        try await office.records.register(claims, by: office.actor)
        return TelephoneIntake.Answer(registered: claims.count)
      }
    }
    try console.show(answer, or: [TelephoneTexts.registered(answer.registered, in: console.language)])
  }

  /// The codes of the file; its characters are nowhere any more when this returns.
  private func claims(under ring: TelephoneKeyRing) throws(CPSError) -> [TelephoneClaim] {
    let limit = TelephoneImport.maximumLength
    let bytes = try SecretFile.read(
      at: file, isCreated: false, random: SystemRandomSource(), atMost: limit + 1)
    guard bytes.count <= limit else {
      throw CPSError(.inputMalformed, ["detail": "\(file): longer than \(limit) bytes"])
    }
    return try TelephoneImport.read(bytes, named: file, under: ring)
  }
}
