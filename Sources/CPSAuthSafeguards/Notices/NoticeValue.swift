public import CPSDiagnostics

/// What stands in one place of a notice: the same in both languages, or once in each.
public struct NoticeValue: Sendable, Hashable, Codable, ExpressibleByStringLiteral {
  /// The French text.
  public let french: String
  /// The English text.
  public let english: String

  private enum CodingKeys: String, CodingKey {
    case french = "fr"
    case english = "en"
  }

  /// A text in each language.
  public init(fr french: String, en english: String) {
    self.french = french
    self.english = english
  }

  /// One text for both.
  public init(_ text: String) { self.init(fr: text, en: text) }

  /// A text that is written in the source.
  public init(stringLiteral value: String) { self.init(value) }

  /// The text in one language.
  public subscript(_ language: Language) -> String {
    switch language {
    case .french: french
    case .english: english
    }
  }
}
