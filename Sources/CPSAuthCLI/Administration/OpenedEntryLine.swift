internal import CPSAuth
internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof

/// Whom an act was about, and what was shown.
struct OpenedEntryLine: Encodable {
  let entry: Int64
  let time: String
  let function: String?
  let professional: String?
  let card: String?
  let session: String?
  let isAllowed: Bool?
  let outcome: String?
  let disclosed: [String]
  /// Whether the act may have shown something: it was allowed, and did not end with nothing found.
  let isExposed: Bool
  let subject: String

  enum CodingKeys: String, CodingKey {
    case entry, time, function, card, session, outcome, disclosed, subject
    case professional = "national_id"
    case isAllowed = "allowed"
    case isExposed = "exposed"
  }

  init(_ decision: AuditEntry, _ subject: String, outcome: AuditEvent?) {
    entry = decision.sequence
    time = decision.time.rfc3339
    function = decision.event.function?.rawValue
    professional = decision.event.actor?.nationalIdentifier
    card = decision.event.actor?.cardNumber
    session = decision.event.actor?.session
    isAllowed = decision.event.isAllowed
    self.outcome = outcome?.outcome?.rawValue
    disclosed = outcome?.disclosed ?? []
    isExposed = decision.event.isAllowed == true && outcome?.outcome != .notFound
    self.subject = PrintableText.escaped(subject)
  }

  /// The same for people.
  var text: String {
    [
      "\(entry)", time, function ?? "-", professional ?? "-", isAllowed == true ? outcome ?? "?" : "refused",
      disclosed.joined(separator: ","), subject,
    ].map(PrintableText.escaped).joined(separator: "  ")
  }
}
