/// Cards that people put into a reader by mistake, for tests of what is said then (attack case HC-31).
///
/// Nothing on them is found. Their answers to reset have the shape of such cards and are ASSUMED: no source at
/// hand gives one.
public enum ForeignCard: String, Sendable, CaseIterable {
  /// The card of an insured person.
  case vitaleLike = "vitale-like"
  /// A payment card.
  case bankLike = "bank-like"
  /// A secure element without an application, as a reader without contact shows it.
  case empty

  /// The image of such a card.
  public var image: VirtualCardImage {
    VirtualCardImage(
      generation: nil, answerToReset: answerToReset, serialDigits: "00000000",
      masterFile: VirtualCardDirectory(FileTarget.masterFile, name: [], files: []), pins: [],
      environments: [])
  }

  private var answerToReset: [UInt8] {
    switch self {
    case .vitaleLike: [0x3B, 0x75, 0x13, 0x00, 0x00, 0x9C, 0x02, 0x02, 0x01, 0x02]
    case .bankLike: [0x3B, 0x65, 0x00, 0x00, 0x20, 0x63, 0xCB, 0x68, 0x00]
    case .empty: [0x3B, 0x80, 0x80, 0x01, 0x01]
    }
  }
}
