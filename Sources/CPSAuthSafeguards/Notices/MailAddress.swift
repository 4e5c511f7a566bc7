public import CPSDiagnostics

/// An e-mail address that can stand in a header field and carries nothing else.
///
/// Of RFC 5321 only the plain form: a dot-string (clause 4.1.2) and a domain of at least two labels, ASCII alone.
/// Quoted local parts, comments, routes and address literals are refused: what they can smuggle into a header or a
/// command is worth more to a robot than their owners would lose.
public struct MailAddress: Sendable, Hashable {
  /// The longest local part, in bytes (RFC 5321, clause 4.5.3.1.1).
  private static let maximumLocalLength = 64
  /// The longest address, in bytes: a path of 256 without its brackets (RFC 5321, clause 4.5.3.1.3).
  private static let maximumLength = 254
  /// The longest label of a domain, in bytes (RFC 1035, clause 2.3.4).
  private static let maximumLabelLength = 63
  /// `atext` without letters and digits (RFC 5322, clause 3.2.3).
  private static let marks = Set("!#$%&'*+-/=?^_`{|}~".utf8)

  /// The address, its domain in lower case.
  public let text: String

  /// An address that came from outside.
  ///
  /// - Throws: ``Diagnostic/noticeAddressInvalid``.
  public init(_ text: String) throws(CPSError) {
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    guard text.utf8.count <= Self.maximumLength, parts.count == 2, Self.isLocal(parts[0]),
      Self.isDomain(parts[1])
    else { throw CPSError(.noticeAddressInvalid) }
    self.text = "\(parts[0])@\(parts[1].lowercased())"
  }

  private static func isLocal(_ text: Substring) -> Bool {
    guard (1...maximumLocalLength).contains(text.utf8.count), text.utf8.first != UInt8(ascii: "-") else {
      return false
    }
    return text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { atom in
      !atom.isEmpty && atom.utf8.allSatisfy { isLetterOrDigit($0) || marks.contains($0) }
    }
  }

  private static func isDomain(_ text: Substring) -> Bool {
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count >= 2, labels.last?.utf8.contains(where: { !isDigit($0) }) == true else { return false }
    return labels.allSatisfy { label in
      (1...maximumLabelLength).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
        && label.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
    }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}

extension MailAddress: Codable {
  /// Reads the address, refusing any other form.
  public init(from decoder: any Decoder) throws {
    try self.init(try decoder.singleValueContainer().decode(String.self))
  }

  /// Writes the address as one string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
