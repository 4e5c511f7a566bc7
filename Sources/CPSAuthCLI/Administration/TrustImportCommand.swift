internal import ArgumentParser
internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSTrust

/// `cpsauth trust import PATH`.
struct TrustImportCommand: ConsoleCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "import",
      abstract: Speech.text(
        fr: "Prend des autorités et des listes de révocation, si elles sont celles qui sont attendues.",
        en: "Takes in authorities and revocation lists, if they are the expected ones."))
  }

  @Argument(
    help: ArgumentHelp(
      Speech.text(fr: "Un fichier, ou un répertoire de fichiers.", en: "A file, or a directory of files.")))
  var path: String

  @OptionGroup var trust: TrustOptions
  @OptionGroup var common: CommonOptions

  func perform(on console: Console) async throws(CPSError) {
    let result = try trust.store().importItem(at: path, at: SystemWallClock().now())
    for item in result.imported {
      let line = ImportLine(item)
      try console.show(line, or: [line.text(in: console.language)])
    }
    for refusal in result.refused {
      try console.show(RefusalLine(file: refusal.file, code: refusal.error.diagnostic.code), or: [])
      console.tell(
        Bilingual(fr: "{file} : refusé. {why}", en: "{file}: refused. {why}"),
        ["file": refusal.file, "why": refusal.error.message(in: console.language)])
    }
    if let first = result.refused.first { throw first.error }
  }
}

/// Something that was taken in.
private struct ImportLine: Encodable {
  private let imported: String
  private let name: String
  private let until: String

  init(_ item: TrustImport.Item) {
    switch item {
    case .authority(let name, let expiry):
      imported = "authority"
      self.name = name
      until = expiry.rfc3339
    case .revocationList(let facts):
      imported = "revocation-list"
      name = facts.issuer
      until = facts.nextUpdate.rfc3339
    }
  }

  func text(in language: Language) -> String {
    let text =
      imported == "authority"
      ? Bilingual(fr: "Autorité {name}, jusqu’au {until}", en: "Authority {name}, until {until}")
      : Bilingual(
        fr: "Liste de révocation de {name}, jusqu’au {until}", en: "Revocation list of {name}, until {until}")
    return text.filled(in: language, with: ["name": name, "until": until])
  }
}

/// A file that was refused.
private struct RefusalLine: Encodable {
  let refused: String
  let code: String

  init(file: String, code: String) {
    refused = file
    self.code = code
  }
}
