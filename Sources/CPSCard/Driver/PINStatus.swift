/// What a card says of its PIN without a try being spent.
public struct PINStatus: Sendable, Hashable {
  /// The tries that are left, 0 when it is blocked.
  public let triesLeft: Int
  /// The tries after a right entry.
  public let maximumTries: Int
  /// How often it may still be used; nil when that is not limited, or the card does not tell.
  public let usesLeft: Int?
  /// Whether the card says that it stands presented: another program left it open (attack case HC-24).
  ///
  /// Only a CPS4 tells. A login asks for an entry of its own all the same.
  public let isVerified: Bool

  init(triesLeft: Int, maximumTries: Int, usesLeft: Int? = nil, isVerified: Bool = false) {
    self.triesLeft = triesLeft
    self.maximumTries = maximumTries
    self.usesLeft = usesLeft
    self.isVerified = isVerified
  }

  /// Whether no entry is accepted any more.
  public var isBlocked: Bool { triesLeft == 0 || usesLeft == 0 }
  /// Whether one more entry may be the last: a wrong one that blocks it, or the last of a limited number.
  public var isLastTry: Bool { (triesLeft == 1 || usesLeft == 1) && !isBlocked }
}
