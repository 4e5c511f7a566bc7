public import CPSAuth
public import CPSTrust

extension Policy {
  /// The types of card that some rule opens something to, the second persons' included: no other card can do more
  /// than log in.
  public var cardTypes: Set<CardType> {
    var types: Set<CardType> = []
    for rule in rules where rule.effect == .allow {
      if case .card(let condition) = rule.holders { types.formUnion(condition.types) }
      if let second = rule.demands.secondPerson { types.formUnion(second.card.types) }
    }
    return types
  }
}
