/// What a finding is about, in the order in which a login meets it.
public enum Subject: String, Sendable, Hashable, CaseIterable {
  /// The settings of cpsauth itself.
  case settings
  /// Language, character set and terminal.
  case locale
  /// The time of day.
  case clock
  /// The place of the session agent.
  case agent
  /// Memory that holds secrets.
  case memory
  /// The smart card service, pcscd.
  case service
  /// The readers.
  case readers
  /// The card.
  case card
  /// Its PIN.
  case pin
}
