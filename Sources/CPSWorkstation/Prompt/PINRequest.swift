public import CPSCard
public import CPSProof

/// What a person must know before typing a PIN.
public struct PINRequest: Sendable, Hashable {
  /// The reader that holds the card; show it escaped.
  public let reader: String
  /// The serial printed on the card.
  public let serial: CardSerial
  /// The service that the PIN opens.
  public let server: String
  /// The function that the PIN confirms; nil for a login.
  public let function: FunctionName?
  /// The tries left before the card blocks.
  public let triesLeft: Int
  /// How many digits the PIN has.
  public let lengths: ClosedRange<Int>
}
