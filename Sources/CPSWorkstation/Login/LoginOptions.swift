public import CPSCard

/// What a login was asked to do.
public struct LoginOptions: Sendable, Hashable {
  /// The service.
  public let target: ServiceTarget
  /// The exact name of the reader; nil for the only one that holds a card.
  public let reader: String?
  /// The card, wherever it is; nil for any.
  public let card: CardSerial?
  /// How long the person has to insert the card; nil looks once.
  public let wait: Duration?
  /// Whether the PIN is typed here even when the reader has a keypad of its own.
  public let usesKeyboard: Bool
  /// Whether the card is watched after the login, and the session ends when it leaves.
  public let stays: Bool
  /// What is confirmed in a session that is open; nil for a login.
  let confirmation: PendingConfirmation?

  /// Options from their parts.
  public init(
    target: ServiceTarget, reader: String? = nil, card: CardSerial? = nil, wait: Duration? = nil,
    usesKeyboard: Bool = false, stays: Bool = false
  ) {
    self.init(
      target: target, reader: reader, card: card, wait: wait, usesKeyboard: usesKeyboard, stays: stays,
      confirmation: nil)
  }

  init(
    target: ServiceTarget, reader: String?, card: CardSerial?, wait: Duration?, usesKeyboard: Bool,
    stays: Bool, confirmation: PendingConfirmation?
  ) {
    self.target = target
    self.reader = reader
    self.card = card
    self.wait = wait
    self.usesKeyboard = usesKeyboard
    self.stays = stays
    self.confirmation = confirmation
  }
}
