/// A PIN object with its counters: the holder's PIN, or the PUK that unblocks it.
public struct VirtualCardPIN: Codable, Sendable, Hashable {
  /// P2 of the commands that name it.
  public let number: UInt8
  /// The digits; not a secret, since the card and its holder are fictitious.
  public var digits: String
  /// How many wrong presentations in a row block it.
  public let maximumTries: UInt8
  /// How many wrong presentations are left.
  public var triesLeft: UInt8
  /// How many presentations are left in the whole life of the card; nil when they are not counted.
  public var usesLeft: UInt16?
  /// What CHANGE REFERENCE DATA demands.
  public let change: SecurityCondition
  /// What RESET RETRY COUNTER demands.
  public let reset: SecurityCondition

  /// A fresh PIN object.
  public init(
    _ number: UInt8, digits: String, maximumTries: UInt8, uses: UInt16? = nil, change: SecurityCondition,
    reset: SecurityCondition
  ) {
    self.number = number
    self.digits = digits
    self.maximumTries = maximumTries
    self.triesLeft = maximumTries
    self.usesLeft = uses
    self.change = change
    self.reset = reset
  }

  /// Whether it can be presented no more.
  var isBlocked: Bool { triesLeft == 0 }
  /// Whether its life is over, so that nothing unblocks it.
  var isUsedUp: Bool { usesLeft == 0 }
}
