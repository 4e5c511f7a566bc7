/// What became of a check, as the log says it.
enum TelephoneResult: String, Sendable {
  case confirmed
  case notConfirmed = "not-confirmed"
  /// Not compared, since a limit was reached.
  case refused
}
