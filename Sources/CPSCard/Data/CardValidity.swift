internal import CPSDiagnostics
internal import CPSPrimitives
internal import SmartCard

/// EF_ACTUA: from when to when a card is valid, written by its first update (cps-card.md section 3.1).
public struct CardValidity: Sendable, Hashable {
  /// A date as the card has it: packed decimal digits, in an order that is not published.
  public struct Date: Sendable, Hashable {
    /// The digits, as hexadecimal text of the bytes.
    public let digits: String

    /// Year, month and day as `2026-11-21`; nil unless the digits can mean nothing else.
    ///
    /// Eight digits that begin with a year from 1990 to 2099 and go on with a month and a day: no day, month
    /// and year in that order looks so.
    public var civilDate: String? {
      let values = digits.utf8.map { Int($0) - 0x30 }
      guard values.count == 8, values.allSatisfy({ (0...9).contains($0) }) else { return nil }
      let number = values.reduce(0) { $0 * 10 + $1 }
      guard (1_990...2_099).contains(number / 10_000), (1...12).contains(number / 100 % 100),
        (1...31).contains(number % 100)
      else { return nil }
      return "\(digits.prefix(4))-\(digits.dropFirst(4).prefix(2))-\(digits.suffix(2))"
    }

    init(_ object: TLV) { digits = Hexadecimal.encode(Array(object.value)) }
  }

  /// The first day; nil when the file does not give one.
  public let start: Date?
  /// The last day, likewise.
  public let end: Date?

  private static let template: TLVTag = 0xEC
  private static let startTag: TLVTag = 0x81
  private static let endTag: TLVTag = 0x82
  /// More than any such file has.
  static let fileLimit = 256

  /// Reads the content of EF_ACTUA, which may be empty or incomplete (cps-card.md section 10, item 18).
  ///
  /// - Throws: ``Diagnostic/malformedTLV``.
  init(fileContent: [UInt8]) throws(CPSError) {
    let objects = try TLV.sequence(inPaddedFile: fileContent)
    let members = try TLV.optional(Self.template, in: objects)?.children() ?? []
    start = try TLV.optional(Self.startTag, in: members).map(Date.init)
    end = try TLV.optional(Self.endTag, in: members).map(Date.init)
  }
}
