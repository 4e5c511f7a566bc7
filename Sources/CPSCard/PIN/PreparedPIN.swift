public import CPSDiagnostics
public import SmartCard

/// The codes of a card as they stood before anything was asked of the person.
///
/// Made only by ``CardPIN/prepare(over:)``; good for one entry, so that the tries shown before each entry are
/// the card's own.
public struct PreparedPIN: Sendable {
  /// Which card.
  public let serial: CardSerial
  /// Its generation.
  public let generation: CardGeneration
  /// The state of the holder's PIN.
  public let pin: PINStatus
  /// The state of the unblocking code; nil when the card lists none.
  public let puk: PINStatus?
  /// How many digits the PIN has, the new one as well.
  public var pinLengths: ClosedRange<Int> { pinReference.lengths }
  /// How many digits the unblocking code has; nil when the card lists none.
  public var pukLengths: ClosedRange<Int>? { pukReference?.lengths }

  let pinReference: PINReference
  let pukReference: PINReference?
  let entry = SingleEntry()

  /// Whether this card takes `new` as a PIN, for a prompt that wants to tell before it goes on.
  ///
  /// - Throws: ``Diagnostic/pinNewMalformed``.
  public func requireAdmitted(_ new: borrowing PIN) throws(CPSError) {
    guard pinLengths.contains(new.count) else {
      throw CPSError(.pinNewMalformed, ["length": pinReference.lengthText])
    }
  }
}
