public import CPSDiagnostics
internal import CPSPrimitives
internal import SmartCard

/// The number printed on a card, which tells it from every other one.
public struct CardSerial: Sendable, Hashable {
  /// Eight decimal digits.
  public let digits: String

  /// The length of EF.SN.ICC, in bytes (cps-card.md section 3.1).
  static let fileLength = 12
  /// The tag of the identification number (cps-card.md section 3.1).
  private static let tag: TLVTag = 0x5A
  /// The issuer prefix of every CPS (cps-card.md section 3.1).
  private static let issuerPrefix: [UInt8] = [0x80, 0x25, 0x00, 0x00, 0x01]

  /// Reads the content of EF.SN.ICC: 5A 0A, issuer prefix, four bytes of digits, check digit and F.
  ///
  /// - Throws: ``Diagnostic/malformedTLV`` for anything else. The check digit is not examined: only one
  ///   genuine value was ever seen.
  init(fileContent: [UInt8]) throws(CPSError) {
    let value = try TLV.single(Self.tag, in: try TLV.sequence(in: fileContent)).value
    guard value.count == 10, value.starts(with: Self.issuerPrefix) else {
      throw CPSError(.malformedTLV, reason: "EF.SN is not that of a CPS")
    }
    try self.init(digits: Hexadecimal.encode(value.dropFirst(Self.issuerPrefix.count).prefix(4)))
  }

  /// A serial from its printed digits.
  ///
  /// - Throws: ``Diagnostic/malformedTLV`` unless they are eight decimal digits.
  public init(digits: String) throws(CPSError) {
    guard digits.utf8.count == 8, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      throw CPSError(.malformedTLV, reason: "a serial of other than eight decimal digits")
    }
    self.digits = digits
  }
}

extension CardSerial: Codable {
  /// Reads the digits as one string.
  public init(from decoder: any Decoder) throws {
    try self.init(digits: decoder.singleValueContainer().decode(String.self))
  }

  /// Writes the digits as one string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(digits)
  }
}
