/// Where and in what form a card keeps a PIN: taken from the card's own directory (PKCS#15 AODF).
public struct PINReference: Sendable, Hashable, Codable {
  /// CLA of the commands that present it: 00, or 01 on logical channel 1.
  public let cla: UInt8
  /// P2 of VERIFY: the reference number, with bit 8 set when the PIN is local to an application.
  public let number: UInt8
  /// How many digits are admitted.
  public let lengths: ClosedRange<Int>
  /// The length to which the digits are padded, and with what; nil when they are sent as they are.
  public let padding: Padding?

  /// A fixed stored length and the byte that fills it.
  public struct Padding: Sendable, Hashable, Codable {
    /// The length that is sent, in bytes.
    public let storedLength: Int
    /// The byte that follows the digits.
    public let filler: UInt8

    /// A padding rule.
    public init(storedLength: Int, filler: UInt8) {
      self.storedLength = storedLength
      self.filler = filler
    }
  }

  /// A reference as the card's directory describes it.
  public init(cla: UInt8, number: UInt8, lengths: ClosedRange<Int>, padding: Padding? = nil) {
    self.cla = cla
    self.number = number
    self.lengths = lengths
    self.padding = padding
  }

  /// The admitted lengths in digits: `4`, or `4-8`.
  public var lengthText: String {
    lengths.count == 1 ? "\(lengths.lowerBound)" : "\(lengths.lowerBound)-\(lengths.upperBound)"
  }

  /// The length of the command data for a PIN of `digits` digits.
  func commandLength(digits: Int) -> Int { max(digits, padding?.storedLength ?? 0) }
}
