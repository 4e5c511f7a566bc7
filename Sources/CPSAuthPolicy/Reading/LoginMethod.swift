/// How somebody must have come to call a function, as policies name it.
enum LoginMethod: String, CaseIterable {
  /// With a card and its PIN.
  case card
  /// By the service's own log-in.
  case account
  /// Either; only a rule that forbids may say so.
  case any
}
