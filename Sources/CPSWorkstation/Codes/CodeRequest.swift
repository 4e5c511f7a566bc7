public import CPSCard

/// One of the codes that a person is asked for when a PIN is changed or unblocked.
public struct CodeRequest: Sendable, Hashable {
  /// Which code.
  public enum Question: Sendable, Hashable {
    /// The PIN that holds.
    case currentPIN
    /// The unblocking code (PUK).
    case unblockingCode
    /// The PIN that is to hold.
    case newPIN
    /// The same once more.
    case newPINAgain
  }

  /// Which code.
  public let question: Question
  /// The reader that holds the card; show it escaped.
  public let reader: String
  /// The serial printed on the card.
  public let serial: CardSerial
  /// The tries left before the code is blocked; nil for a new PIN, which spends none.
  public let triesLeft: Int?
  /// How many digits the code has.
  public let lengths: ClosedRange<Int>
}
