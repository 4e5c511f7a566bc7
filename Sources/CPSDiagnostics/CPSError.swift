/// Everything that cpsauth throws: a row of the catalogue and the particulars of this occurrence.
///
/// Two errors are equal when their rows are: particulars are for people, not for decisions.
public struct CPSError: Error, Sendable, Equatable {
  /// The row of the catalogue.
  public let diagnostic: Diagnostic
  /// What fills the `{places}` of the texts.
  ///
  /// Never a secret; shown escaped.
  public let values: [String: String]
  /// A technical remark for logs, in English.
  ///
  /// Never a secret; shown escaped.
  public let reason: String?

  /// An occurrence of `diagnostic`.
  public init(_ diagnostic: Diagnostic, _ values: [String: String] = [:], reason: String? = nil) {
    self.diagnostic = diagnostic
    self.values = values
    self.reason = reason
  }

  /// What happened, in one language.
  public func message(in language: Language) -> String {
    diagnostic.message.filled(in: language, with: values)
  }

  /// What the person can do, in one language.
  public func hint(in language: Language) -> String {
    diagnostic.hint.filled(in: language, with: values)
  }

  /// Equality of the rows.
  public static func == (left: CPSError, right: CPSError) -> Bool { left.diagnostic == right.diagnostic }
}

extension CPSError: CustomStringConvertible {
  /// Code, English message and reason on one line, escaped.
  public var description: String {
    let remark = reason.map { " (\(PrintableText.escaped($0)))" } ?? ""
    return "\(diagnostic.code): \(message(in: .english))\(remark)"
  }
}
