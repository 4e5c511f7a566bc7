/// What became of a telephone check.
public enum TelephoneFinding: ~Copyable, Sendable {
  /// The caller said what is registered, and may speak for the account.
  case confirmed(TelephoneConfirmation)
  /// Nobody is confirmed; why is for the log alone.
  case notConfirmed
}
