public import CPSAuth

/// What came of a right password.
public enum AccountLogin: Sendable {
  /// A session.
  case opened(OpenedSession<AccountSession>)
  /// None before another password is chosen: with this ticket, or, where there is none, with a card or a code from the
  /// help desk.
  case renewalRequired(RenewalTicket?)
}
