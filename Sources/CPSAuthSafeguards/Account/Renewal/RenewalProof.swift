/// What shows that a new password is the owner's to choose.
public enum RenewalProof: Sendable, Hashable {
  /// The ticket that a right password gave.
  case ticket(String)
  /// The code that the registered address received.
  case code(String)
}
