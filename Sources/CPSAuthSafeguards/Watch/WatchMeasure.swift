internal import CPSAuth
internal import CPSPrimitives

/// What an entry of the log says to the watch itself: which rules come into force, and who is under observation.
enum WatchMeasure {
  case rules(WatchRules)
  case observed(HolderName, until: Timestamp)
  case released(HolderName)

  private static let name = "watch"

  /// Reads an entry; nil for any other.
  init?(_ event: AuditEvent) {
    guard event.kind == .measure, event.facts["measure"] == Self.name else { return nil }
    let holder = event.facts["holder"].flatMap { try? HolderName($0) }
    switch (event.facts["act"], holder) {
    case ("rules", _):
      guard let rules = WatchRules(facts: event.facts) else { return nil }
      self = .rules(rules)
    case ("observed", let holder?):
      guard let until = event.facts["until"].flatMap(Timestamp.init(rfc3339:)) else { return nil }
      self = .observed(holder, until: until)
    case ("released", let holder?): self = .released(holder)
    default: return nil
    }
  }

  /// The entry.
  var event: AuditEvent {
    var event = AuditEvent(.measure)
    event.facts["measure"] = Self.name
    switch self {
    case .rules(let rules):
      event.facts.merge(rules.facts) { own, _ in own }
      event.facts["act"] = "rules"
    case .observed(let holder, let until):
      event.facts.merge(["act": "observed", "holder": holder.text, "until": until.rfc3339]) { own, _ in own }
    case .released(let holder):
      event.facts.merge(["act": "released", "holder": holder.text]) { own, _ in own }
    }
    return event
  }
}
