public import CPSAuth

/// Asks a policy about every call of an audit log: what would have changed.
///
/// Conditions and demands are judged anew, from what each decision wrote down. Quotas are not: a call that was
/// refused for one counts as opened by its rule, and one that is opened here might still have met one, as
/// ``PolicyChange/uncountedQuotas`` and ``paced`` say: after the first refusal people would have called otherwise than
/// the log shows.
public struct PolicyReplay: Sendable {
  private let policy: Policy
  /// How many decisions were asked about again.
  public private(set) var replayed = 0
  /// How many decisions do not say enough to be asked about again.
  public private(set) var skipped = 0
  /// How many calls would have been refused that were opened.
  public private(set) var refused = 0
  /// How many calls would have been opened that were refused.
  public private(set) var opened = 0
  /// How many calls would have been opened all the same, by another rule.
  public private(set) var moved = 0
  /// How many calls would have been opened by a rule with quotas, which are not counted again.
  public private(set) var paced = 0

  /// A replay under a policy.
  public init(under policy: Policy) { self.policy = policy }

  /// Takes the next entry of the log in; answers where the policy would have decided otherwise.
  public mutating func read(_ entry: AuditEntry) -> PolicyChange? {
    let event = entry.event
    guard event.kind == .decision else { return nil }
    guard let request = PolicyRequest(entry), let function = event.function,
      let wasAllowed = event.isAllowed
    else {
      skipped += 1
      return nil
    }
    replayed += 1
    let decision = policy.decision(on: function, for: request)
    if !decision.quotas.isEmpty { paced += 1 }
    switch (wasAllowed || event.quotas.contains(where: \.isExceeded), decision.isAllowed) {
    case (true, false): refused += 1
    case (false, true): opened += 1
    case (true, true):
      if event.rule != decision.rule { moved += 1 }
      return nil
    case (false, false): return nil
    }
    return PolicyChange(entry: entry, decision: decision)
  }
}
