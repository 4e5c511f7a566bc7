public import CPSAuth
public import CPSDiagnostics
public import CPSPrimitives
internal import CPSProof
internal import CPSTrust

/// Where professionals declare, see and take back their own delegations, each in a session of their own card.
///
/// To be called with what a permit of the gate gave: whether somebody may declare at all is the policy's affair
/// (``DelegationDeclaration``). What is declared opens only what the policy opens to the delegator, judged anew at each
/// call.
public struct DelegationDesk: Sendable {
  private let source: DelegationsInForce
  private let gate: Gate
  private let auditLog: AuditLog
  private let clock: any WallClock
  private let random: any RandomSource
  private let rules: DelegationRules

  /// A desk.
  ///
  /// - Parameters:
  ///   - source: what the gate asks.
  ///   - gate: whose policy says what can be delegated.
  public init(
    of source: DelegationsInForce, gate: Gate, auditLog: AuditLog, clock: any WallClock,
    random: any RandomSource, rules: DelegationRules = .standard
  ) {
    self.source = source
    self.gate = gate
    self.auditLog = auditLog
    self.clock = clock
    self.random = random
    self.rules = rules
  }

  /// Delegates functions to a member of staff, in place of what was delegated to them before.
  ///
  /// - Throws: ``Diagnostic/delegationRefused`` for a delegate that delegates, for oneself, for a function that the policy
  ///   does not open to the delegator or to nobody by delegation, for a time too long, and for one too many;
  ///   ``Diagnostic/auditUnavailable``, ``Diagnostic/storeUnavailable``.
  public func declare(
    _ terms: DelegationTerms, as session: CardSession
  ) async throws(CPSError) -> DelegationSummary {
    let now = clock.now()
    let holder = session.holder
    let own = holder.identity.nationalIdentifier.text
    try check(terms, by: holder, at: now)
    let standing = try await source.book.delegations(DelegationSelector("own"), of: own)
    for ended in standing where ended.until <= now { _ = try await source.book.remove(ended) }
    let others = standing.filter { $0.until > now && !$0.isTo(terms.delegate) }
    guard others.count < rules.most else {
      throw Self.refusal("\(others.count) delegations already")
    }
    let record = DelegationRecord(
      terms, by: holder, reference: Hexadecimal.encode(try random.bytes(8)), at: now)
    // What opens something is in the log before it does.
    try await auditLog.record(.delegation(record, "declared", by: session.actor))
    try await source.book.put(record)
    return DelegationSummary(record, source.state(of: record, at: now))
  }

  /// What the holder of the session delegated.
  ///
  /// - Throws: ``Diagnostic/delegationInvalid`` for a selection of others; ``Diagnostic/storeUnavailable``.
  public func delegations(
    _ selector: DelegationSelector, as session: CardSession
  ) async throws(CPSError) -> DelegationInspection.Answer {
    let now = clock.now()
    let found = try await own(selector, of: session, atMost: DelegationInspection.Answer.maximumCount + 1)
    return DelegationInspection.Answer(
      found.map { DelegationSummary($0, source.state(of: $0, at: now)) })
  }

  /// Takes back what the holder of the session delegated; the next request of the delegate is refused, on every host.
  ///
  /// - Throws: ``Diagnostic/delegationInvalid`` for a selection of others; ``Diagnostic/storeUnavailable``,
  ///   ``Diagnostic/auditUnavailable``.
  public func revoke(
    _ selector: DelegationSelector, as session: CardSession
  ) async throws(CPSError) -> DelegationRevocation.Answer {
    try await source.book.revoke(
      try await own(selector, of: session), by: session.actor, writingTo: auditLog)
  }

  private func own(
    _ selector: DelegationSelector, of session: CardSession, atMost limit: Int = .max
  ) async throws(CPSError) -> [DelegationRecord] {
    switch selector.selection {
    case .own, .card, .person: break
    case .everyone, .delegator: throw DelegationSelector.refusal(selector.canonicalText)
    }
    return try await source.book.delegations(
      selector, of: session.holder.identity.nationalIdentifier.text, atMost: limit)
  }

  private func check(
    _ terms: DelegationTerms, by holder: CardHolder, at now: Timestamp
  ) throws(CPSError) {
    guard !holder.card.type.isOfStaff else { throw Self.refusal("a card of staff") }
    guard terms.delegate.card != holder.card.number,
      terms.delegate.person != holder.identity.nationalIdentifier
    else { throw Self.refusal("to oneself") }
    guard terms.until > now, terms.until - now <= rules.longest else {
      throw Self.refusal("until \(terms.until.rfc3339)")
    }
    let policy = gate.policy
    for function in terms.functions.sorted(by: { $0.rawValue < $1.rawValue })
    where !policy.isDelegable(function, by: PolicyCard(holder), at: now) {
      throw Self.refusal(function.rawValue)
    }
  }

  private static func refusal(_ detail: String) -> CPSError {
    CPSError(.delegationRefused, ["detail": detail], reason: detail)
  }
}

extension DelegationRecord {
  /// Whether it stands in the place that a delegation to this delegate takes.
  fileprivate func isTo(_ delegate: DelegateName) -> Bool {
    (try? self.delegate())?.key == delegate.key
  }
}

extension CardSession {
  /// What an entry of the audit log says of the holder.
  fileprivate var actor: AuditActor {
    AuditActor(
      nationalIdentifier: holder.identity.nationalIdentifier.text, cardNumber: holder.card.number.text,
      account: nil, session: grant.reference)
  }
}
