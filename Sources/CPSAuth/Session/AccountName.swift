public import CPSDiagnostics

/// The name of an account that a service checked with a log-in of its own.
public struct AccountName: Sendable, Hashable {
  /// The longest name, in bytes of UTF-8.
  public static let maximumLength = 128

  /// The name, without control characters.
  public let text: String

  /// A name.
  ///
  /// - Throws: ``Diagnostic/inputMalformed`` when it is empty, longer than 128 bytes, or shows otherwise
  ///   than it is written.
  public init(_ text: String) throws(CPSError) {
    guard (1...Self.maximumLength).contains(text.utf8.count), PrintableText.escaped(text) == text else {
      throw CPSError(.inputMalformed, ["detail": "account name"], reason: "account name")
    }
    self.text = text
  }
}

extension AccountName: Codable {
  /// Reads the name, refusing any other form.
  public init(from decoder: any Decoder) throws {
    try self.init(try decoder.singleValueContainer().decode(String.self))
  }

  /// Writes the name as one string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
