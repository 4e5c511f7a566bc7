public import CPSDiagnostics

/// The name of an account that a service checked with a log-in of its own.
public struct AccountName: Sendable, Hashable {
  /// The longest name, in bytes of UTF-8.
  public static let maximumLength = 128

  /// The name, without control characters.
  public let text: String

  /// The conjoining letters of Hangul, which compose although none of them is a combining mark.
  private static let conjoining: ClosedRange<UInt32> = 0x1100...0x11FF

  /// A name.
  ///
  /// Written in composed letters (form C of UAX #15), since two names that look alike and are equal to one rule and not
  /// to another would be two owners of one account.
  ///
  /// - Throws: ``Diagnostic/inputMalformed`` when it is empty, longer than 128 bytes, not composed, or shows otherwise
  ///   than it is written.
  public init(_ text: String) throws(CPSError) {
    guard (1...Self.maximumLength).contains(text.utf8.count), PrintableText.escaped(text) == text,
      text.unicodeScalars.allSatisfy(Self.isComposed)
    else {
      throw CPSError(.inputMalformed, ["detail": "account name"], reason: "account name")
    }
    self.text = text
  }

  /// Whether a letter stands for itself: a combining mark belongs to the one before it, and what is excluded from
  /// composition is another way to write a letter.
  private static func isComposed(_ scalar: Unicode.Scalar) -> Bool {
    scalar.isASCII
      || (scalar.properties.canonicalCombiningClass == .notReordered
        && !scalar.properties.isFullCompositionExclusion && !conjoining.contains(scalar.value))
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
