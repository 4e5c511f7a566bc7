/// The VERIFY that a reader completes with the digits typed at its keypad.
public struct PINPadForm: Sendable, Hashable {
  /// How long the reader is asked to wait for the person, from the display of its message on.
  ///
  /// Shorter than the life of a challenge, which is fetched before.
  public static let timeLimit = Duration.seconds(30)

  /// CLA, INS, P1, P2.
  public let header: [UInt8]
  /// How many digits are admitted.
  public let lengths: ClosedRange<Int>
  /// The length of the command data, whatever the number of digits.
  public let dataLength: Int
  /// What the data is filled up with behind the digits.
  public let filler: UInt8

  /// The form for a PIN of the card's directory.
  ///
  /// Nil where the card leaves the length of the data open: readers differ in who then writes Lc
  /// (OpenSC issue 309), and a wrong one could cost a try.
  public init?(verifying reference: PINReference) {
    let dataLength: Int
    if let padding = reference.padding {
      dataLength = padding.storedLength
    } else if reference.lengths.count == 1 {
      dataLength = reference.lengths.lowerBound
    } else {
      return nil
    }
    // bmPINBlockString keeps the length of the block in four bits.
    guard (1...15).contains(dataLength), dataLength >= reference.lengths.upperBound else { return nil }
    header = [reference.cla, 0x20, 0x00, reference.number]
    lengths = reference.lengths
    self.dataLength = dataLength
    filler = reference.padding?.filler ?? 0
  }
}
