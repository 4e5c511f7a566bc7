/// What became of the attempt to take a mark.
public enum TakeOutcome: String, Sendable, Hashable {
  /// The caller, and nobody else ever, has it.
  case taken
  /// Somebody had it before.
  case alreadyTaken
  /// The store cannot vouch that nobody had it: another epoch, or older than what it still remembers.
  case forgotten
}
