/// A misfortune that strikes a virtual card at a chosen command.
public struct CardFault: Sendable, Hashable {
  /// What happens.
  public enum Effect: Sendable, Hashable {
    /// The card acts on the command and then says nothing more.
    case mute
    /// The card acts on the command and its answer is lost: zero bytes come back (attack case HC-07).
    case emptyAnswer
    /// The card is pulled out before the command reaches it.
    case removal
    /// The card is pulled out after it acted on the command, before its answer.
    case removalAfterAction
  }

  /// How many commands are answered properly before it strikes.
  public let afterExchanges: Int
  /// What happens then.
  public let effect: Effect

  /// A fault that strikes the command after `exchanges` good ones, counted from when it is planned.
  public init(_ effect: Effect, afterExchanges exchanges: Int) {
    self.effect = effect
    self.afterExchanges = exchanges
  }
}
