public import CPSPrimitives

/// What the system grants this process.
public struct ProcessConditions: Sendable {
  /// The number of the user.
  public var user: UInt32
  /// The pid of this process, which is not one that holds the card.
  public var identifier: Int32
  /// Whether somebody can type a PIN: there is a terminal.
  public var hasTerminal: Bool
  /// Whether the memory of a secret was locked when it was tried.
  public var locksMemory: Bool
  /// When this program was put on the machine; nil where that is not known.
  public var installed: Timestamp?

  /// Conditions from their parts.
  public init(
    user: UInt32, identifier: Int32, hasTerminal: Bool, locksMemory: Bool, installed: Timestamp?
  ) {
    self.user = user
    self.identifier = identifier
    self.hasTerminal = hasTerminal
    self.locksMemory = locksMemory
    self.installed = installed
  }
}
