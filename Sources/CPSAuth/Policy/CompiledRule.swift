internal import CPSDiagnostics
internal import CPSPrimitives

/// A rule with everything worked out that does not depend on the call; of a class, so that looking at one copies
/// nothing.
final class CompiledRule: Sendable {
  private enum Holders {
    case card(CardMatcher)
    case accounts(Set<AccountName>)
    case everyAccount
    case everyone
  }

  let name: String
  /// The decision when nothing is missing.
  let allowed: PolicyDecision
  /// The decision when it forbids.
  let forbidden: PolicyDecision
  /// Whether it speaks about cards alone.
  let isForCards: Bool
  /// Whether it opens by delegation alone.
  let isDelegated: Bool

  private let holders: Holders
  private let period: RulePeriod
  private let demands: PolicyDemands
  private let isBreakGlass: Bool
  private let secondPerson: CardMatcher?

  init(_ rule: PolicyRule, version: String) {
    name = rule.name
    period = rule.period
    demands = rule.demands
    isBreakGlass = rule.isBreakGlass
    isDelegated = rule.isDelegated
    secondPerson = rule.demands.secondPerson.map { CardMatcher($0.card) }
    switch rule.holders {
    case .card(let condition): holders = .card(CardMatcher(condition))
    case .accounts(let names): holders = .accounts(names)
    case .everyAccount: holders = .everyAccount
    case .everyone: holders = .everyone
    }
    if case .card = rule.holders { isForCards = true } else { isForCards = false }
    allowed = PolicyDecision(
      nil, rule: rule.name, policyVersion: version, explanation: Self.permission(rule),
      isBreakGlass: rule.isBreakGlass, isByDelegation: rule.isDelegated, quotas: rule.quotas)
    let reason = Bilingual(
      fr: "la règle « \(rule.name) » l’interdit", en: "rule “\(rule.name)” forbids it")
    forbidden = PolicyDecision(
      CPSError(.deniedByPolicy, ["detail": rule.name], reason: reason.english), rule: rule.name,
      policyVersion: version, explanation: reason)
  }

  /// Whether the rule speaks about the caller, and holds at the moment of the call.
  func speaks(about caller: PolicyCaller, at moment: Timestamp) -> Bool {
    period.contains(moment) && mismatch(with: caller) == nil
  }

  /// Why the rule does not hold at a moment; nil when it does.
  func mismatch(at moment: Timestamp) -> PolicyMismatch? {
    if let from = period.from, moment < from { return .notBegun(from) }
    if let until = period.until, moment >= until { return .ended(until) }
    return nil
  }

  /// Why the rule does not speak about a caller; nil when it does.
  func mismatch(with caller: PolicyCaller) -> PolicyMismatch? {
    switch (holders, caller) {
    case (.everyone, _), (.everyAccount, .account): nil
    case (.accounts(let names), .account(let account)): names.contains(account) ? nil : .account
    case (.card(let matcher), .card(let card)): matcher.mismatch(with: card)
    case (.everyAccount, .card), (.accounts, .card), (.card, .account): .method
    }
  }

  /// What a call lacks, in the order in which it is told; a delegation apart.
  ///
  /// - Parameter isLent: whether the rule speaks about the delegator, who lends it to the caller.
  func missing(in request: PolicyRequest, isLent: Bool = false) -> [PolicyRequirement] {
    var missing: [PolicyRequirement] = []
    if isBreakGlass, !request.circumstances.isBreakGlass { missing.append(.breakGlass) }
    if let demand = demands.presence, !Self.isPresent(demand, request) { missing.append(.presence(demand)) }
    if let limit = demands.freshness, !Self.isRecent(request.authenticatedAt, within: limit, request) {
      missing.append(.freshness(within: limit))
    }
    if let limit = demands.stepUp, !Self.isRecent(request.confirmedAt, within: limit, request) {
      missing.append(.stepUp(within: limit))
    }
    if demands.needsReason, request.circumstances.reason == nil { missing.append(.reason) }
    if let demand = demands.secondPerson, !isApproved(demand, request, isLent: isLent || isDelegated) {
      missing.append(.secondPerson)
    }
    return missing
  }

  private static func isPresent(_ demand: PresenceDemand, _ request: PolicyRequest) -> Bool {
    guard let lease = request.presence else { return false }
    return request.moment < lease.until && demand.isMet(by: lease)
  }

  /// Whether something happened no longer ago than `limit`, and not in what is the future even for the clock of
  /// another host of the service (attack case FT-03).
  private static func isRecent(
    _ moment: Timestamp?, within limit: Duration, _ request: PolicyRequest
  ) -> Bool {
    guard let moment else { return false }
    let age = request.moment - moment
    return age <= limit && age >= .zero - ChallengeAuthority.clockSkew
  }

  private func isApproved(
    _ demand: SecondPersonDemand, _ request: PolicyRequest, isLent: Bool
  ) -> Bool {
    guard let approval = request.approval, let secondPerson else { return false }
    // Nobody agrees with themselves, whichever of their cards they show.
    if case .card(let card) = request.caller, card.person == approval.approver.person { return false }
    // Nor does a delegator agree with what is done in their place.
    if isLent, request.delegation?.delegator.person == approval.approver.person { return false }
    return Self.isRecent(approval.moment, within: demand.life, request)
      && secondPerson.mismatch(with: approval.approver) == nil
  }

  private static func permission(_ rule: PolicyRule) -> Bilingual {
    guard rule.isBreakGlass else {
      let end = rule.period.until.map { until in
        Bilingual(fr: " jusqu’au \(until.rfc3339)", en: " until \(until.rfc3339)")
      }
      return Bilingual(
        fr: "la règle « \(rule.name) » l’autorise\(end?.french ?? "")",
        en: "rule “\(rule.name)” allows it\(end?.english ?? "")")
    }
    return Bilingual(
      fr: "la règle « \(rule.name) » l’autorise dans l’urgence déclarée, sous relecture",
      en: "rule “\(rule.name)” allows it in the declared emergency, subject to review")
  }
}
