public import CPSDiagnostics

/// The number printed on a card: 10 digits.
///
/// It changes at each renewal, so it describes a card and never names a person
/// (igc-sante.md section 4, rule 26).
public struct CardNumber: Sendable, Hashable {
  /// The number of digits.
  public static let length = 10
  /// What stands before the number in a certificate: the issuer's id, also inside the card's AID
  /// (igc-sante.md section 1.4).
  static let issuerPrefix = "8025000001/"

  /// The digits.
  public let text: String

  /// Reads a number.
  ///
  /// - Throws: ``Diagnostic/profileNotCPS`` unless it is 10 ASCII digits.
  public init(_ text: String) throws(CPSError) {
    guard text.utf8.count == Self.length, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw CPSError(.profileNotCPS, ["detail": "card number"], reason: "card number")
    }
    self.text = text
  }

  /// Reads the text of the card number extension (OID 1.2.250.1.71.1.2.3): `8025000001/` and 10 digits.
  ///
  /// - Throws: ``Diagnostic/profileNotCPS``.
  public init(certificateText: String) throws(CPSError) {
    guard certificateText.hasPrefix(Self.issuerPrefix) else {
      throw CPSError(.profileNotCPS, ["detail": "card issuer"], reason: "card issuer")
    }
    try self.init(String(certificateText.dropFirst(Self.issuerPrefix.count)))
  }
}

extension CardNumber: Codable {
  /// Reads the digits, refusing any other form.
  public init(from decoder: any Decoder) throws {
    try self.init(try decoder.singleValueContainer().decode(String.self))
  }

  /// Writes the digits as one string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
