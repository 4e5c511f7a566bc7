/// Whether the last try before the card blocks may be spent: asked of every caller, without a default.
public enum LastTry: Sendable, Hashable {
  /// It may not.
  case refuse
  /// The person was told that one try is left and said yes expressly.
  case confirmed
}
