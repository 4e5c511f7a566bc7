public import CPSDiagnostics

/// A person named by an identifier of the service's own, which is compared byte by byte.
///
/// For functions whose subjects have no form that this product knows. It has no description, so that no log line
/// holds it by mistake.
public struct NamedSubject: GatedSubject, Hashable {
  /// The longest identifier, in bytes of UTF-8.
  public static let maximumLength = 128

  /// The identifier.
  public let canonicalText: String

  /// An identifier.
  ///
  /// - Throws: ``Diagnostic/subjectMalformed`` when it is empty, longer than 128 bytes, begins or ends with a blank,
  ///   or shows otherwise than it is written; the identifier itself is in no error.
  public init(_ text: String) throws(CPSError) {
    guard (1...Self.maximumLength).contains(text.utf8.count), PrintableText.escaped(text) == text,
      text.first?.isWhitespace == false, text.last?.isWhitespace == false
    else { throw CPSError(.subjectMalformed) }
    canonicalText = text
  }
}

extension NamedSubject: CustomStringConvertible, CustomReflectable {
  /// Never the identifier.
  public var description: String { "NamedSubject" }

  /// Nothing inside.
  public var customMirror: Mirror { Mirror(self, children: [:]) }
}
