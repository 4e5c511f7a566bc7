public import CPSDiagnostics

/// Why a person calls a function, in their own words: written into the audit log, and read by reviewers.
public struct AccessReason: Sendable, Hashable {
  /// The fewest and the most characters.
  public static let lengthRange = 3...256
  /// How many digits in a row look like the number of a person: the 13 of an NIR without its key
  /// (code de la sécurité sociale, article R115-2).
  static let personalDigits = 13

  /// The text.
  public let text: String

  /// A reason that came from outside.
  ///
  /// - Throws: ``Diagnostic/reasonMalformed`` when it is shorter or longer than ``lengthRange``, shows otherwise
  ///   than it is written, is blank, or holds what may be a social security number: the audit log keeps no
  ///   subject in clear (igc-sante.md section 4, rule 30).
  public init(_ text: String) throws(CPSError) {
    guard Self.lengthRange.contains(text.count), text.utf8.count <= 4 * Self.lengthRange.upperBound,
      PrintableText.escaped(text) == text, text.contains(where: \.isLetter), !Self.namesAPerson(text)
    else { throw CPSError(.reasonMalformed) }
    self.text = text
  }

  /// Whether so many digits stand together, whatever but letters is between them; a moment to the second does, too,
  /// which is the lesser harm.
  private static func namesAPerson(_ text: String) -> Bool {
    var digits = 0
    for character in text {
      if character.isWholeNumber || (digits > 0 && (character == "A" || character == "B")) {
        digits += 1
        if digits == personalDigits { return true }
      } else if character.isLetter {
        digits = 0
      }
    }
    return false
  }
}
