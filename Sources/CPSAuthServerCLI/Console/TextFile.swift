import CPSConfiguration
import CPSDiagnostics

/// Reads a list that an administrator wrote.
enum TextFile {
  /// What some programs put before a text in UTF-8 (RFC 3629, clause 6).
  private static let byteOrderMark: Unicode.Scalar = "\u{FEFF}"

  /// The text of a file that nobody else can write to, without a byte order mark.
  ///
  /// - Parameters:
  ///   - isPrivate: whether nobody else may read it either.
  ///   - diagnostic: says that it is longer than `limit`, or not UTF-8.
  /// - Throws: ``Diagnostic/inputMissing``, ``Diagnostic/configurationExposed``; `diagnostic`.
  static func lines(
    at path: String, atMost limit: Int, isPrivate: Bool, orElse diagnostic: Diagnostic = .accountListInvalid
  ) throws(CPSError) -> String {
    let bytes = try GuardedFile.bytes(at: path, atMost: limit + 1, isPrivate: isPrivate)
    guard bytes.count <= limit, let text = String(validating: bytes, as: UTF8.self) else {
      throw CPSError(diagnostic, ["detail": PrintableText.escaped(path)], reason: "length or UTF-8")
    }
    guard text.unicodeScalars.first == byteOrderMark else { return text }
    return String(text.unicodeScalars.dropFirst())
  }
}
