/// What anybody may read on a card.
public struct CardContents: Sendable, Hashable {
  /// Its generation.
  public let generation: CardGeneration
  /// Its serial.
  public let serial: CardSerial
  /// Its certificates, in the order of its directory.
  public let certificates: [CardCertificate]
  /// The state of the PIN of the authentication key.
  public let pinStatus: PINStatus
  /// How many digits that PIN has.
  public let pinLengths: ClosedRange<Int>
  /// Its data objects: those that the PIN guards are named and stay closed.
  public let data: CardData

  /// Whom the authentication certificate names.
  public var unverifiedHolder: CardHolder? {
    certificates.first { $0.role == .authentication }?.unverifiedHolder
  }
}
