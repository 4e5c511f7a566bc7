internal import CPSCard
internal import CPSDiagnostics

/// The data objects of a card for people; every text of the card is escaped.
enum CardDataTexts {
  static func lines(of data: CardData, in language: Language) -> [String] {
    var lines: [String] = []
    if let validity = data.validity {
      let text = Bilingual(
        fr: "Validité inscrite : du {start} au {end}", en: "Validity written on it: from {start} to {end}")
      lines.append(
        text.filled(in: language, with: ["start": date(validity.start), "end": date(validity.end)]))
    }
    lines += data.objects.map { line(of: $0, in: language) }
    if let fault = data.fault {
      lines.append(
        Bilingual(fr: "Liste incomplète : {what}", en: "List not whole: {what}")
          .filled(in: language, with: ["what": CPSError(fault).message(in: language)]))
    }
    return lines
  }

  private static func date(_ date: CardValidity.Date?) -> String {
    date.map { $0.civilDate ?? $0.digits } ?? "-"
  }

  private static func line(of object: CardDataObject, in language: Language) -> String {
    let name = object.label ?? Bilingual(fr: "objet sans nom", en: "object without a name")[language]
    // Escaped like every value that is filled in.
    return Bilingual(fr: "{name} : {content}", en: "{name}: {content}")
      .filled(in: language, with: ["name": name, "content": content(of: object, in: language)])
  }

  private static func content(of object: CardDataObject, in language: Language) -> String {
    switch object.content {
    case .closed: return Bilingual(fr: "fermé par le code porteur", en: "closed by the PIN")[language]
    case .unreadable(let row):
      return Bilingual(fr: "illisible ({code})", en: "unreadable ({code})")
        .filled(in: language, with: ["code": row.code])
    case .bytes(let bytes):
      if object.isBlank { return Bilingual(fr: "vierge", en: "blank")[language] }
      let size = Bilingual(fr: "{count} octets", en: "{count} bytes")
        .filled(in: language, with: ["count": "\(bytes.count)"])
      return object.texts.isEmpty ? size : "\(object.texts.joined(separator: ", ")) (\(size))"
    }
  }
}
