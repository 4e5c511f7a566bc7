public import CPSDiagnostics

/// The name of a gated function, such as `infopatient.lookup`.
public struct FunctionName: Sendable, Hashable, RawRepresentable, ExpressibleByStringLiteral {
  /// The longest name, in bytes.
  public static let maximumLength = 64

  /// The name: 1 to 64 of `a`–`z`, `0`–`9`, `.` and `-`, beginning with a letter.
  public let rawValue: String

  /// A name, or nil when it has another form.
  public init?(rawValue: String) {
    guard Self.isWellFormed(rawValue) else { return nil }
    self.rawValue = rawValue
  }

  /// A name that came from outside.
  ///
  /// - Throws: ``Diagnostic/functionUnknown`` when it has another form: no such function can exist.
  public init(_ text: String) throws(CPSError) {
    guard let name = FunctionName(rawValue: text) else {
      throw CPSError(.functionUnknown, ["function": text])
    }
    self = name
  }

  /// A name written in the source.
  ///
  /// A literal of another form names no function: the gate knows none by it, so every call is refused.
  public init(stringLiteral value: String) { rawValue = value }

  private static func isWellFormed(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard let first = bytes.first, (0x61...0x7A).contains(first), bytes.count <= maximumLength else {
      return false
    }
    return bytes.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2E || byte == 0x2D
    }
  }
}

extension FunctionName: Codable {
  /// Reads a name, refusing any other form.
  public init(from decoder: any Decoder) throws {
    try self.init(try decoder.singleValueContainer().decode(String.self))
  }

  /// Writes the name as one string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}
