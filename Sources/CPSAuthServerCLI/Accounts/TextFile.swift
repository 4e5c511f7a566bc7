import CPSConfiguration
import CPSDiagnostics

/// Reads a list that an administrator wrote.
enum TextFile {
  /// The text of a file that nobody else can write to.
  ///
  /// - Parameter isPrivate: whether nobody else may read it either.
  /// - Throws: ``Diagnostic/inputMissing``, ``Diagnostic/configurationExposed``; ``Diagnostic/accountListInvalid`` when
  ///   it is longer than `limit`, or not UTF-8.
  static func lines(at path: String, atMost limit: Int, isPrivate: Bool) throws(CPSError) -> String {
    let bytes = try GuardedFile.bytes(at: path, atMost: limit + 1, isPrivate: isPrivate)
    guard bytes.count <= limit, let text = String(validating: bytes, as: UTF8.self) else {
      throw CPSError(.accountListInvalid, ["detail": PrintableText.escaped(path)], reason: "length or UTF-8")
    }
    return text
  }
}
