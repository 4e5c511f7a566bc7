/// How a generation of the card gives a PIN a new value (cps-card.md section 5).
enum PINReplacementForm: Sendable {
  /// One command each: old and new PIN together; the new PIN with the unblocking code presented before (CPS3).
  case atOnce
  /// The new PIN in a command of its own, after the old one was presented or the tries were given back (CPS4):
  /// it can break in the middle.
  case inSteps
}
