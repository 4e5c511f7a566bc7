/// A command to the card, before the transport gives it its bytes (ISO/IEC 7816-3, clause 12.1).
///
/// Never holds a PIN: those go through ``CardChannel/present(_:as:)``.
public struct CommandAPDU: Sendable, Hashable {
  /// CLA.
  public let cla: UInt8
  /// INS.
  public let ins: UInt8
  /// P1.
  public let p1: UInt8
  /// P2.
  public let p2: UInt8
  /// The command data; more than 255 bytes are sent as a chain (ISO/IEC 7816-4, clause 5.3.3).
  public let data: [UInt8]
  /// Ne: how many answer bytes are expected at most, 1 to 256; nil when none are.
  public let expectedLength: Int?

  /// A command from its header and data.
  ///
  /// `expectedLength` is clamped to 1…256: only short APDUs exist for this card (cps-card.md section 3.1,
  /// EF.ATR tag E0).
  public init(
    _ cla: UInt8, _ ins: UInt8, _ p1: UInt8, _ p2: UInt8, data: [UInt8] = [],
    expecting expectedLength: Int? = nil
  ) {
    self.cla = cla
    self.ins = ins
    self.p1 = p1
    self.p2 = p2
    self.data = data
    self.expectedLength = expectedLength.map { min(max($0, 1), 256) }
  }
}
