public import CPSAuth
public import CPSPrimitives

extension AuditLog {
  /// The log of a test, which keeps no more of a subject than its pseudonym.
  public init(store: any AuthStore, clock: any WallClock, random: any RandomSource) {
    self.init(store: store, clock: clock, random: random, sealingTo: nil)
  }
}
