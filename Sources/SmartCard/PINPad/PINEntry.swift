/// Where a PIN is typed: at this machine, or at the reader's own keypad, in which case no byte of it ever
/// comes here.
public enum PINEntry: ~Copyable, Sendable {
  /// It was typed at this machine.
  case typed(PIN)
  /// It will be typed at the reader, which presents it to the card by itself (PC/SC part 10).
  case pinPad

  /// How long a person may take while the card is held: no time for a PIN that was typed before.
  public var typingTime: Duration {
    switch self {
    case .typed: .zero
    case .pinPad: PINPadForm.timeLimit
    }
  }
}
