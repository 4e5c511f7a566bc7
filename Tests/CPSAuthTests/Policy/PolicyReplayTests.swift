import CPSPrimitives
import CPSProof
import CPSTrust
import Testing

@testable import CPSAuth

@Suite struct PolicyReplayTests {
  /// What a decision wrote down is what was asked, so that another policy can be asked the same.
  @Test func `a request comes back from the log as it was`() throws {
    var chance = RandomPolicies(seed: 77)
    for number in 0..<2_000 {
      let (function, request) = chance.call()
      var event = AuditEvent(.decision)
      event.function = function
      switch request.caller {
      case .card(let card):
        event.actor = AuditActor(
          nationalIdentifier: card.person.text, cardNumber: "1", account: nil, session: "s")
      case .account(let account):
        event.actor = AuditActor(
          nationalIdentifier: nil, cardNumber: nil, account: account.text, session: "s")
      }
      request.note(in: &event)
      let entry = AuditEntry(
        sequence: 1, time: request.moment, environment: .synthetic, event: event)
      let read = try AuditEntry(encoded: entry.encoded())
      #expect(read == entry)
      let again = try #require(PolicyRequest(read), "call \(number)")
      #expect(sorted(again) == sorted(request), "call \(number)")
    }
  }

  @Test func `an entry that is no decision, or says too little, is no request`() {
    var decision = AuditEvent(.decision)
    let actor = AuditActor(nationalIdentifier: "899900123011", cardNumber: "1", account: nil, session: "s")
    func request(_ event: AuditEvent) -> PolicyRequest? {
      PolicyRequest(
        AuditEntry(sequence: 1, time: ServiceBench.noon, environment: .synthetic, event: event))
    }
    #expect(request(decision) == nil)
    decision.actor = actor
    #expect(request(decision) == nil)
    decision.facts = ["card-type": "CPX", "evidence": "proof"]
    #expect(request(decision) == nil)
    decision.facts = ["card-type": "CPS", "evidence": "proof"]
    #expect(request(decision) != nil)
    var outcome = AuditEvent(.outcome)
    outcome.actor = actor
    outcome.facts = decision.facts
    #expect(request(outcome) == nil)
  }

  /// Specialities are a set, whatever order chance gave them; an approval is always a proof.
  private func sorted(_ request: PolicyRequest) -> PolicyRequest {
    func sorted(_ card: PolicyCard, isApprover: Bool) -> PolicyCard {
      PolicyCard(
        type: card.type, profession: card.profession,
        specialities: card.specialities.sorted { $0.rawValue < $1.rawValue }, person: card.person,
        evidence: isApprover ? .proof : card.evidence)
    }
    var caller = request.caller
    if case .card(let card) = caller { caller = .card(sorted(card, isApprover: false)) }
    return PolicyRequest(
      caller: caller, moment: request.moment, authenticatedAt: request.authenticatedAt,
      confirmedAt: request.confirmedAt, presence: request.presence, circumstances: request.circumstances,
      approval: request.approval.map {
        PolicyApproval(approver: sorted($0.approver, isApprover: true), at: $0.moment)
      },
      delegation: request.delegation.map {
        PolicyDelegation(
          by: sorted($0.delegator, isApprover: false), reference: $0.reference, until: $0.until)
      })
  }
}
