/// What the card says of its codes after they were used.
public struct PINOutcome: Sendable, Hashable {
  /// The state of the holder's PIN; nil when the card did what was asked and then did not tell.
  public let pin: PINStatus?
  /// The state of the unblocking code, likewise; nil also when it was not used.
  public let puk: PINStatus?
}
