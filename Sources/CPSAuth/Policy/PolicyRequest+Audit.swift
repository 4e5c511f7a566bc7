internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof
internal import CPSTrust

extension PolicyRequest {
  private enum Fact: String {
    case cardType = "card-type"
    case profession, specialities, evidence
    case moment = "asked-at"
    case authenticatedAt = "pin-at"
    case confirmedAt = "confirmed-at"
    case presence
    case presentUntil = "present-until"
    case approverCardType = "approver-card-type"
    case approverProfession = "approver-profession"
    case approverSpecialities = "approver-specialities"
    case approvedAt = "approved-at"
    case delegator
    case delegatorCardType = "delegator-card-type"
    case delegatorProfession = "delegator-profession"
    case delegatorSpecialities = "delegator-specialities"
    case delegatorEvidence = "delegator-evidence"
    case delegation
    case delegatedUntil = "delegated-until"
  }

  /// Notes everything that was looked at, so that another policy can be asked later about the same call.
  func note(in event: inout AuditEvent) {
    func put(_ fact: Fact, _ text: String?) { event.facts[fact.rawValue] = text }
    if case .card(let card) = caller {
      put(.cardType, card.type.rawValue)
      put(.profession, card.profession?.text)
      put(.specialities, card.specialities.auditText)
      put(.evidence, card.evidence.rawValue)
    }
    // To the millisecond, or a limit that was just met would be missed when the call is judged again.
    func put(_ fact: Fact, _ moment: Timestamp?) {
      put(fact, moment.map { String($0.millisecondsSince1970) })
    }
    put(.moment, moment)
    put(.authenticatedAt, authenticatedAt)
    put(.confirmedAt, confirmedAt)
    put(.presence, presence?.kind?.rawValue)
    put(.presentUntil, presence?.until)
    if let approval {
      event.approver = approval.approver.person.text
      put(.approverCardType, approval.approver.type.rawValue)
      put(.approverProfession, approval.approver.profession?.text)
      put(.approverSpecialities, approval.approver.specialities.auditText)
      put(.approvedAt, approval.moment)
    }
    if let delegation {
      put(.delegator, delegation.delegator.person.text)
      put(.delegatorCardType, delegation.delegator.type.rawValue)
      put(.delegatorProfession, delegation.delegator.profession?.text)
      put(.delegatorSpecialities, delegation.delegator.specialities.auditText)
      put(.delegatorEvidence, delegation.delegator.evidence.rawValue)
      put(.delegation, delegation.reference)
      put(.delegatedUntil, delegation.until)
    }
    event.reason = circumstances.reason?.text
    event.isBreakGlass = circumstances.isBreakGlass ? true : nil
  }

  /// The request of a decision in the audit log; nil for an entry that is none, or that does not say enough.
  public init?(_ entry: AuditEntry) {
    let event = entry.event
    guard event.kind == .decision, let caller = Self.caller(of: event) else { return nil }
    func moment(_ fact: Fact) -> Timestamp? {
      event.facts[fact.rawValue].flatMap { Int64($0) }.map(Timestamp.init(millisecondsSince1970:))
    }
    let lease = moment(.presentUntil).map { until in
      PresenceLease(
        kind: event.facts[Fact.presence.rawValue].flatMap(PresenceKind.init(rawValue:)), until: until)
    }
    self.init(
      caller: caller, moment: moment(.moment) ?? entry.time, authenticatedAt: moment(.authenticatedAt),
      confirmedAt: moment(.confirmedAt), presence: lease,
      circumstances: Circumstances(
        reason: event.reason.flatMap { try? AccessReason($0) }, isBreakGlass: event.isBreakGlass ?? false),
      approval: Self.approval(of: event, at: moment(.approvedAt)),
      delegation: Self.delegation(of: event, until: moment(.delegatedUntil)))
  }

  private static func caller(of event: AuditEvent) -> PolicyCaller? {
    if let account = event.actor?.account { return (try? AccountName(account)).map(PolicyCaller.account) }
    guard let person = event.actor?.nationalIdentifier,
      let evidence = event.facts[Fact.evidence.rawValue].flatMap(Evidence.init(rawValue:))
    else { return nil }
    return card(of: event, person, (.cardType, .profession, .specialities), evidence).map(PolicyCaller.card)
  }

  private static func approval(of event: AuditEvent, at moment: Timestamp?) -> PolicyApproval? {
    guard let person = event.approver, let moment else { return nil }
    let facts: (Fact, Fact, Fact) = (.approverCardType, .approverProfession, .approverSpecialities)
    return card(of: event, person, facts, .proof).map { PolicyApproval(approver: $0, at: moment) }
  }

  private static func delegation(of event: AuditEvent, until moment: Timestamp?) -> PolicyDelegation? {
    let facts: (Fact, Fact, Fact) = (.delegatorCardType, .delegatorProfession, .delegatorSpecialities)
    guard let person = event.delegator, let reference = event.facts[Fact.delegation.rawValue], let moment,
      let evidence = event.facts[Fact.delegatorEvidence.rawValue].flatMap(Evidence.init(rawValue:)),
      let delegator = card(of: event, person, facts, evidence)
    else { return nil }
    return PolicyDelegation(by: delegator, reference: reference, until: moment)
  }

  private static func card(
    of event: AuditEvent, _ person: String, _ facts: (type: Fact, profession: Fact, specialities: Fact),
    _ evidence: Evidence
  ) -> PolicyCard? {
    guard let type = event.facts[facts.type.rawValue].flatMap(CardType.init(rawValue:)),
      let person = try? NationalIdentifier(person)
    else { return nil }
    let profession = event.facts[facts.profession.rawValue].flatMap { Int($0) }
    let specialities = event.facts[facts.specialities.rawValue]?.split(separator: " ") ?? []
    return PolicyCard(
      type: type, profession: profession.flatMap(ProfessionCode.init(rawValue:)),
      specialities: specialities.compactMap { SpecialityCode(rawValue: String($0)) }, person: person,
      evidence: evidence)
  }
}

extension AuditEvent {
  private static let delegatorFact = "delegator"

  /// The national identifier of the professional whose delegation a decision rests on; nil for none.
  public var delegator: String? { facts[Self.delegatorFact] }

  /// The same, of a call that rests on no delegation.
  var undelegated: AuditEvent {
    var event = self
    event.facts[Self.delegatorFact] = nil
    return event
  }
}

extension [SpecialityCode] {
  fileprivate var auditText: String? { isEmpty ? nil : map(\.rawValue).joined(separator: " ") }
}
