import ArgumentParser
import CPSAuth
import CPSAuthSafeguards
import CPSConfiguration
import CPSDiagnostics

/// `cpsauth-server contacts import FILE --config FILE`.
struct ContactsImportCommand: HostCommand {
  /// The largest file, in bytes: some 100,000 holders.
  private static let maximumLength = 8_388_608

  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "import",
      abstract: HostSpeech.text(
        fr: "Reprend les adresses d’un fichier, une ligne par titulaire ; les autres restent.",
        en: "Takes the addresses of a file over, one line a holder; others stay."),
      discussion: HostSpeech.text(
        fr: """
          account:NOM;adresse ou person:IDENTIFIANT;adresse;grouped|each|off. Un compte est prévenu de chaque \
          connexion. Tout le fichier est lu avant que rien ne change ; l’adresse remplacée en est prévenue.
          """,
        en: """
          account:NAME;address or person:IDENTIFIER;address;grouped|each|off. An account is told of each log-in. The \
          whole file is read before anything changes; an address that is replaced is told so.
          """))
  }

  @Argument(
    help: ArgumentHelp(
      HostSpeech.text(
        fr: "Le fichier, UTF-8, lisible de son seul propriétaire.",
        en: "The file, UTF-8, readable by its owner alone."), valueName: "file"))
  var file: String

  @OptionGroup var options: HostOptions

  func perform(on console: HostConsole) async throws(CPSError) {
    let rolls = try Self.rolls(
      of: try TextFile.lines(
        at: file, atMost: Self.maximumLength, isPrivate: true, orElse: .contactInvalid))
    let settings = try options.settings()
    let changed = try await HostState.useRecords(settings) { office throws(CPSError) in
      let book = office.contacts(areNoticesSent: settings.notices != nil)
      var changed = 0
      for roll in rolls {
        let answer = try await office.desk.act(ContactImport.self, on: roll) { () async throws(CPSError) in
          ContactImport.Answer(changed: try await book.set(roll, by: office.desk.actor))
        }
        changed += answer.changed
      }
      return changed
    }
    try console.show(
      ContactImport.Answer(changed: changed), or: [ContactTexts.changed(changed, in: console.language)])
  }

  /// The rolls of a file: each is one act in the audit log, which seals its lines.
  static func rolls(of text: String) throws(CPSError) -> [ContactRoll] {
    let lines = text.split(whereSeparator: \.isNewline)
    var rolls: [ContactRoll] = []
    for start in stride(from: 0, to: lines.count, by: ContactRoll.maximumCount) {
      let part = lines[start..<min(start + ContactRoll.maximumCount, lines.count)]
      do { rolls.append(try ContactRoll(part.joined(separator: "\n"))) } catch {
        let number = error.values["detail"].flatMap(Int.init).map { $0 + start }
        throw CPSError(
          error.diagnostic, ["detail": number.map(String.init) ?? error.values["detail"] ?? "?"],
          reason: error.reason)
      }
    }
    return rolls
  }
}
