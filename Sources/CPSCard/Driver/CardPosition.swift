/// What is current on the card.
enum CardPosition: Sendable {
  /// The serial was read last, so its directory is current: the master file.
  case serialNumber
  /// Something else.
  case elsewhere
}
