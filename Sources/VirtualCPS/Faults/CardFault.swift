public import SmartCard

/// A misfortune that strikes a virtual card at a chosen command.
public struct CardFault: Sendable, Hashable {
  /// What happens.
  public enum Effect: Sendable, Hashable {
    /// The card acts on the command and then says nothing more until it gets power again.
    case mute
    /// The card acts on the command and its answer is lost: zero bytes come back (attack case HC-07).
    case emptyAnswer
    /// The card is pulled out before the command reaches it.
    case removal
    /// The card is pulled out after it acted on the command, before its answer.
    case removalAfterAction
    /// The card does not act and answers this status word alone.
    case refusal(StatusWord)
    /// The card acts and this status word stands in the place of its own.
    case substitutedStatus(StatusWord)
    /// The card acts and this many bytes of its answer come back, status word counted as the last two.
    case truncation(to: Int)
    /// The card acts and these bytes stand before the status word, which nobody asked for.
    case surplus([UInt8])
    /// The card acts and the bits of `mask` are inverted in the byte at `index`, counted round the answer.
    case inversion(at: Int, mask: UInt8)
    /// Another program resets the card before the command reaches it; the reader tells.
    case reset
    /// The card acts, then another program resets it; the reader tells and the answer is lost.
    case resetAfterAction
    /// The card forgets all that is volatile, as in a brown-out, and acts on the command; nobody tells.
    case forgetfulness
    /// Another program sends these commands, whole TPDUs, before ours.
    case interloper([[UInt8]])
    /// The card acts and asks for time (WTX, or 60 on T=0): this long passes before its answer (HC-32).
    case delay(Duration)
  }

  /// How many commands pass before it strikes.
  public let afterExchanges: Int
  /// How many commands in a row it strikes.
  public let times: Int
  /// What happens then.
  public let effect: Effect

  /// A fault that strikes the command after `exchanges` others, counted from when it is planned.
  public init(_ effect: Effect, afterExchanges exchanges: Int, times: Int = 1) {
    self.effect = effect
    self.afterExchanges = exchanges
    self.times = times
  }
}
