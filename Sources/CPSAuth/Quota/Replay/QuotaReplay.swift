public import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof
internal import CPSTrust

/// Counts the quotas of a policy over the calls of a log, as if it had been in force when they were made.
///
/// An entry says whom its call was about (by pseudonym), whose accounts it belongs to, and when it was made; the
/// entries of step-ups and outcomes say what began anew and what was taken back. A log that begins later than the
/// longest window of the policy counts too little at its beginning. A copy goes on counting in the same accounts.
public struct QuotaReplay: Sendable {
  /// One function in one session.
  private struct Place: Hashable {
    let session: String
    let function: FunctionName
  }

  private let ledger = QuotaLedger()
  private var confirmations: [Place: Timestamp] = [:]
  private var disprovable: [Int64: [QuotaUnit]] = [:]

  /// A replay that has read nothing yet.
  public init() {}

  /// Takes the entry of a step-up or of an outcome in; any other says nothing about quotas.
  public mutating func read(_ entry: AuditEntry) {
    let event = entry.event
    switch event.kind {
    // A confirmation about one person begins no account anew (``SessionGrant``).
    case .stepUp where event.facts["about"] == "anybody": confirm(event, at: entry.time)
    case .outcome:
      guard let units = event.decision.flatMap({ disprovable.removeValue(forKey: $0) }) else { return }
      if event.outcome == .found { ledger.release(units) }
    default: break
    }
  }

  /// Counts a call that a policy opens, and says what becomes of it.
  ///
  /// Beyond a pace that asks for the PIN, a call that was made counts as one whose PIN was typed at that moment: the
  /// person went on, as the log shows.
  ///
  /// - Parameters:
  ///   - decision: what the policy says about the call, before its quotas are looked at.
  ///   - entry: the call's decision in the log.
  ///   - request: the same as the policy saw it.
  /// - Throws: ``Diagnostic/cryptographyFailed``.
  public mutating func verdict(
    on decision: PolicyDecision, of entry: AuditEntry, _ request: PolicyRequest
  ) throws(CPSError) -> QuotaVerdict {
    guard decision.isAllowed, !decision.quotas.isEmpty else { return QuotaVerdict(decision) }
    let event = decision.isByDelegation ? entry.event : entry.event.undelegated
    let uncounted = event.neighbourhood == nil ? decision.quotas.filter { $0.counts == .neighbours } : []
    var moment = event.chargedAt ?? request.moment
    var asked: QuotaStanding?
    while true {
      let plan = try plan(decision.quotas, event, entry.sequence)
      switch ledger.charge(plan.charges, at: moment) {
      case .admitted:
        if !plan.disprovable.isEmpty { disprovable[entry.sequence] = plan.disprovable }
        return QuotaVerdict(decision, asked: asked, uncounted: uncounted)
      case .exceeded(let index, let used, let retryAt):
        let standing = plan.standing(exceededAt: index, used: used)
        let goesOn = event.isAllowed == true && standing.quota.beyond == .stepUp && request.canStepUp
        guard goesOn, asked == nil else {
          let refused = decision.refused(
            beyond: standing, canStepUp: request.canStepUp, for: max(.zero, retryAt - moment))
          return QuotaVerdict(refused, uncounted: uncounted)
        }
        asked = standing
        // What was counted at the very moment of a confirmation stays: this one is made right behind it all.
        moment = moment + .milliseconds(1)
        confirm(event, at: moment)
      }
    }
  }

  private func plan(
    _ quotas: [PolicyQuota], _ event: AuditEvent, _ sequence: Int64
  ) throws(CPSError) -> QuotaPlan {
    let known = place(of: event).flatMap { confirmations[$0] }
    let since = (event.quotas.compactMap(\.since) + (known.map { [$0] } ?? [])).max()
    return try QuotaPlan(
      quotas, of: event, since: since, fresh: withUnsafeBytes(of: sequence.bigEndian) { Array($0) })
  }

  private mutating func confirm(_ event: AuditEvent, at moment: Timestamp) {
    guard let place = place(of: event) else { return }
    confirmations[place] = max(moment, confirmations[place] ?? moment)
  }

  private func place(of event: AuditEvent) -> Place? {
    guard let session = event.actor?.session, let function = event.function else { return nil }
    return Place(session: session, function: function)
  }
}

extension PolicyRequest {
  /// Whether the caller could confirm a call by their PIN: not an account, and no card that is known from a TLS
  /// handshake alone.
  fileprivate var canStepUp: Bool {
    guard case .card(let card) = caller else { return false }
    return card.evidence == .proof
  }
}
