internal import CPSAuth
internal import CPSPrimitives

extension AuditEvent {
  /// That a delegation was declared or revoked: facts `measure`, `act`, `delegation`, `delegate`, `delegator`,
  /// `functions`, `until`.
  static func delegation(_ record: DelegationRecord, _ act: String, by actor: AuditActor?) -> AuditEvent {
    var event = AuditEvent(.measure)
    event.actor = actor
    event.facts = [
      "measure": "delegation", "act": act, "delegation": record.reference,
      "delegate": [record.card.map { "card:\($0)" }, record.person.map { "person:\($0)" }]
        .compactMap(\.self).joined(separator: ";"),
      "delegator": record.delegator, "functions": record.functions.joined(separator: " "),
      "until": record.until.rfc3339,
    ]
    return event
  }
}
