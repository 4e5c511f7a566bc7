internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSTrust

/// What an import did, item by item.
struct ImportReport {
  private let result: TrustImport

  init(_ result: TrustImport) { self.result = result }

  /// Shows what is in the store now and what is not.
  func show(on console: Console) throws(CPSError) {
    for item in result.imported { try Self.show(ItemLine(item, isNew: true), on: console) }
    for item in result.unchanged { try Self.show(ItemLine(item, isNew: false), on: console) }
    for (file, error) in result.passedOver {
      try console.show(FileLine(passedOver: file, code: error.diagnostic.code), or: [])
      console.tell(
        Bilingual(fr: "{file} : laissé de côté, étranger.", en: "{file}: passed over, foreign."),
        ["file": file])
    }
    for (file, error) in result.refused {
      try console.show(FileLine(refused: file, code: error.diagnostic.code), or: [])
      console.tell(
        Bilingual(fr: "{file} : refusé. {why}", en: "{file}: refused. {why}"),
        ["file": file, "why": error.message(in: console.language)])
    }
  }

  private static func show(_ line: ItemLine, on console: Console) throws(CPSError) {
    try console.show(line, or: [line.text(in: console.language)])
  }
}

/// Something that is in the store.
private struct ItemLine: Encodable {
  private let imported: String?
  private let unchanged: String?
  private let name: String
  private let until: String

  init(_ item: TrustImport.Item, isNew: Bool) {
    let kind: String
    switch item {
    case .authority(let name, let expiry):
      kind = "authority"
      self.name = name
      until = expiry.rfc3339
    case .revocationList(let facts):
      kind = "revocation-list"
      name = facts.issuer
      until = facts.nextUpdate.rfc3339
    }
    imported = isNew ? kind : nil
    unchanged = isNew ? nil : kind
  }

  func text(in language: Language) -> String {
    let text =
      (imported ?? unchanged) == "authority"
      ? Bilingual(fr: "Autorité {name}, jusqu’au {until}", en: "Authority {name}, until {until}")
      : Bilingual(
        fr: "Liste de révocation de {name}, jusqu’au {until}", en: "Revocation list of {name}, until {until}")
    let note = imported == nil ? Bilingual(fr: " (inchangée)", en: " (unchanged)")[language] : ""
    return text.filled(in: language, with: ["name": name, "until": until]) + note
  }
}

/// A file of which nothing is in the store.
private struct FileLine: Encodable {
  private let passedOver: String?
  private let refused: String?
  private let code: String

  enum CodingKeys: String, CodingKey {
    case refused, code
    case passedOver = "passed_over"
  }

  init(passedOver: String? = nil, refused: String? = nil, code: String) {
    self.passedOver = passedOver.map(PrintableText.escaped)
    self.refused = refused.map(PrintableText.escaped)
    self.code = code
  }
}
