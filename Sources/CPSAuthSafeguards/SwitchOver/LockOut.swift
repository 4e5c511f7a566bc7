public import CPSAuth
public import CPSPrimitives
public import CPSProof

/// Somebody who uses a function and will be locked out of it.
public struct LockOut: Sendable, Hashable {
  /// Whether they could use a card instead, as far as the log knows.
  public enum CardSeen: String, Sendable, Hashable, CaseIterable {
    /// They never showed one, and nobody did where they work.
    case never
    /// Somebody showed one at a workstation that they use: whether it was they, the log does not know.
    case workstation
    /// They showed one themselves.
    case own
  }

  /// The function.
  public let function: FunctionName
  /// The account, where it was used by an account.
  public let account: String?
  /// The national identifier, where it was used with a card.
  public let person: String?
  /// How many calls were allowed.
  public let calls: Int
  /// How many of them would be refused.
  public let refused: Int
  /// The last of them.
  public let last: Timestamp
  /// Whether a card is there.
  public let cardSeen: CardSeen
  /// Why the last of them would be refused.
  public let decision: PolicyDecision
}
