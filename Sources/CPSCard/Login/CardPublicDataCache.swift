/// Keeps the public data of cards, by their serial.
///
/// Called from inside card transactions, so it must answer at once. It has no way to fail: what cannot be
/// kept is read from the card again.
public protocol CardPublicDataCache: Sendable {
  /// What was kept of the card; nil when nothing was, or nothing that can be read.
  func publicData(of serial: CardSerial) -> CardPublicData?
  /// Keeps `data` in place of what was kept of its card before.
  func store(_ data: CardPublicData)
  /// Forgets a card.
  func remove(_ serial: CardSerial)
}
