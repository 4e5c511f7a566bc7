internal import CPSAuth
internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof

/// Something that was done in a declared emergency.
struct PendingReviewLine: Encodable, Sendable {
  let entry: Int64
  let time: String
  let function: String
  let person: String
  let reason: String
  let rule: String

  init(_ audited: AuditEntry) {
    entry = audited.sequence
    time = audited.time.rfc3339
    function = audited.event.function?.rawValue ?? ""
    person = audited.event.actor?.nationalIdentifier ?? audited.event.actor?.account ?? ""
    reason = audited.event.reason ?? ""
    rule = audited.event.rule ?? ""
  }

  func text(in language: Language) -> String {
    Bilingual(
      fr: "{entry} {time} {function} par {person}, règle {rule} : {reason}",
      en: "{entry} {time} {function} by {person}, rule {rule}: {reason}"
    ).filled(
      in: language,
      with: [
        "entry": String(entry), "time": time, "function": function, "person": person, "rule": rule,
        "reason": reason,
      ])
  }
}
