public import CPSProof

/// A card that was recognised, read and found fit for a login, before anything was asked of the person.
///
/// Made only by ``CardLogin/prepare(over:cached:environment:)``, so that no PIN is asked for a card that is blocked; good
/// for one entry of the PIN, so that the tries shown before each entry are the card's own.
public struct PreparedCard: Sendable {
  /// Which card.
  public var serial: CardSerial { publicData.serial }
  /// Its generation.
  public var generation: CardGeneration { publicData.generation }
  /// The state of its PIN, to be shown before the prompt.
  public let pinStatus: PINStatus
  /// What login needs of it.
  public let publicData: CardPublicData
  /// How it signs, unless it proves not to have this algorithm: ``CardAuthentication/algorithm`` tells.
  public let algorithm: ProofAlgorithm
  /// Whether ``publicData`` came out of a cache.
  public let isFromCache: Bool
  /// Whether its PIN can be typed at the reader itself.
  public let hasPINPad: Bool

  let entry = SingleEntry()

  init(
    publicData: CardPublicData, pinStatus: PINStatus, algorithm: ProofAlgorithm, isFromCache: Bool,
    hasPINPad: Bool
  ) {
    self.publicData = publicData
    self.pinStatus = pinStatus
    self.algorithm = algorithm
    self.isFromCache = isFromCache
    self.hasPINPad = hasPINPad
  }
}
