/// What hostile bytes are thrown at: everything that a card can say.
///
/// A target never fails by itself: it answers with what broke a promise, and the program that runs it stops
/// there. A crash is found by the program too.
public enum FuzzTarget: String, CaseIterable, Sendable {
  /// Answers to commands, and what the channel makes of them.
  case answers
  /// Answers to reset.
  case reset
  /// BER-TLV objects.
  case objects
  /// The PKCS#15 directory of a card, as a login reads it.
  case directory
  /// Everything that a card tells without its PIN, as `card show` reads it.
  case contents

  /// The longest input worth trying, in bytes.
  public var longestInput: Int {
    switch self {
    case .reset: 64
    case .objects: 1_024
    case .answers: 2_048
    case .directory, .contents: 8_192
    }
  }

  /// Tries one input; nil when every promise held, else the promise that broke.
  public func violation(by input: [UInt8]) -> String? {
    switch self {
    case .answers: AnswerFuzzing.violation(by: input)
    case .reset: ResetFuzzing.violation(by: input)
    case .objects: ObjectFuzzing.violation(by: input)
    case .directory: CardFuzzing.violation(by: input, reading: .login)
    case .contents: CardFuzzing.violation(by: input, reading: .inspection)
    }
  }
}
