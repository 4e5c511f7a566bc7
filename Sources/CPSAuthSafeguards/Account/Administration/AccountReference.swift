internal import CPSAuth
public import CPSDiagnostics

/// An account as a list names it: its name, or the address that is registered for it.
public struct AccountReference: Sendable, Hashable, Comparable {
  /// The longest text, in bytes.
  public static let maximumLength = 254

  /// The name or the address.
  public let text: String

  /// A reference.
  ///
  /// - Throws: ``Diagnostic/accountListInvalid`` for what is neither a name nor an address, and for what holds the sign
  ///   that parts references.
  public init(_ text: String) throws(CPSError) {
    guard text.utf8.count <= Self.maximumLength, !text.contains(AccountList.separator),
      (try? AccountName(text)) != nil || (try? MailAddress(text)) != nil
    else { throw CPSError(.accountListInvalid, ["detail": PrintableText.escaped(text)]) }
    self.text = text
  }

  /// Whether a line of a file could mean an account of this name.
  static func canHold(_ name: AccountName) -> Bool {
    !name.text.hasPrefix("#") && !name.text.contains(where: \.isWhitespace)
  }

  /// Reads a file: one name or address a line; empty lines, and those that begin with `#`, say nothing.
  ///
  /// - Throws: ``Diagnostic/accountListInvalid`` with the number of the line.
  public static func all(inLines text: String) throws(CPSError) -> [AccountReference] {
    var references: [AccountReference] = []
    for (index, line) in text.split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline
    ).enumerated() {
      let words = line.split(whereSeparator: \.isWhitespace)
      guard let word = words.first, !word.hasPrefix("#") else { continue }
      do throws(CPSError) {
        guard words.count == 1 else { throw CPSError(.inputMalformed, ["detail": "one a line"]) }
        references.append(try AccountReference(String(word)))
      } catch {
        throw CPSError(.accountListInvalid, ["detail": "\(index + 1)"], reason: error.description)
      }
    }
    return references
  }

  /// By the bytes of the text.
  public static func < (left: AccountReference, right: AccountReference) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }
}
