/// What becomes of a login when the status responder gives no answer that can be relied on.
///
/// The revocation lists have said by then that the card is good; this is about what is asked beside them.
public enum UnansweredPolicy: String, Sendable, Hashable, CaseIterable {
  /// The login goes on with an alarm.
  case alarm
  /// The login is refused.
  case refuse
}
