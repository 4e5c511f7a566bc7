internal import CPSDiagnostics

/// The two codes of a card: the rules for them are the same, the errors are not.
enum CardCode: Sendable {
  /// The holder's PIN.
  case pin
  /// The unblocking code (PUK).
  case puk

  /// Presented, and wrong.
  var wrong: Diagnostic { self == .pin ? .pinWrong : .pukWrong }
  /// No entry is accepted any more.
  var blocked: Diagnostic { self == .pin ? .pinBlocked : .pukBlocked }
  /// One entry is left, and nobody said yes to it.
  var lastTry: Diagnostic { self == .pin ? .pinLastTry : .pukLastTry }
  /// Of a length that the card's directory excludes.
  var malformed: Diagnostic { self == .pin ? .pinMalformed : .pukMalformed }
  /// Presented, without a verdict.
  var stateUnknown: Diagnostic { self == .pin ? .pinStateUnknown : .pukStateUnknown }
}
