public import CPSAuth
public import CPSDiagnostics

/// Asks a policy about every call of an audit log: what would have changed.
///
/// Conditions and demands are judged anew from what each decision wrote down, and quotas are counted anew from one call
/// to the next (``QuotaReplay``). What a log cannot show is what people would have done otherwise after the first
/// refusal.
public struct PolicyReplay: Sendable {
  private let policy: Policy
  private var quotas = QuotaReplay()
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
  /// Before how many calls that were opened the person would have had to type the PIN again, for a pace.
  public private(set) var asked = 0
  /// How many calls would have been opened by a rule with quotas of which some could not be counted.
  public private(set) var uncounted = 0

  /// A replay under a policy.
  public init(under policy: Policy) { self.policy = policy }

  /// Takes the next entry of the log in; answers where the policy would have decided otherwise.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed``.
  public mutating func read(_ entry: AuditEntry) throws(CPSError) -> PolicyChange? {
    quotas.read(entry)
    let event = entry.event
    guard event.kind == .decision else { return nil }
    guard let request = PolicyRequest(entry), let function = event.function,
      let wasAllowed = event.isAllowed
    else {
      skipped += 1
      return nil
    }
    replayed += 1
    let verdict = try quotas.verdict(on: policy.decision(on: function, for: request), of: entry, request)
    let change = PolicyChange(entry: entry, verdict: verdict)
    if verdict.decision.isAllowed, !verdict.uncounted.isEmpty { uncounted += 1 }
    switch (wasAllowed, verdict.decision.isAllowed) {
    case (true, false): refused += 1
    case (false, true): opened += 1
    case (true, true):
      if event.rule != verdict.decision.rule { moved += 1 }
      guard verdict.asked != nil else { return nil }
      asked += 1
    case (false, false): return nil
    }
    return change
  }
}
