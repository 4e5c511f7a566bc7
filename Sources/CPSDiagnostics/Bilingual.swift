/// A text in the two languages that the product speaks.
///
/// `{name}` marks a place that ``CPSError/values`` fills when the text is shown.
public struct Bilingual: Sendable, Hashable {
  /// The French text.
  public let french: String
  /// The English text.
  public let english: String

  /// Pairs a French text with its English equivalent.
  public init(fr french: String, en english: String) {
    self.french = french
    self.english = english
  }

  /// The text in one language.
  public subscript(_ language: Language) -> String {
    switch language {
    case .french: french
    case .english: english
    }
  }

  /// The text in one language with every `{name}` replaced by its value, escaped for a terminal.
  ///
  /// A place without a value shows `?`, so that a message never fails for want of a detail.
  public func filled(in language: Language, with values: [String: String]) -> String {
    var result = ""
    var rest = Substring(self[language])
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      result += rest[..<open]
      let name = String(rest[rest.index(after: open)..<close])
      result += PrintableText.escaped(values[name] ?? "?")
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}
