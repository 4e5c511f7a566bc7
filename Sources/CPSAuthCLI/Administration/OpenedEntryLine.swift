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
  let hostOperator: String?
  let isAllowed: Bool?
  let outcome: String?
  let disclosed: [String]
  /// Whether it was carried out: the gate allowed it, or the operator of a host did not ask the gate.
  private let isDone: Bool
  /// Whether the act may have shown something: it was carried out, and did not end with nothing found.
  let isExposed: Bool
  let subject: String

  enum CodingKeys: String, CodingKey {
    case entry, time, function, card, session, outcome, disclosed, subject
    case professional = "national_id"
    case hostOperator = "host_operator"
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
    hostOperator = decision.event.actor?.hostOperator
    isDone = decision.event.isAllowed == true || decision.event.kind == .hostAct
    isExposed = isDone && outcome?.outcome != .notFound
    self.subject = PrintableText.escaped(subject)
  }

  /// The same for people.
  var text: String {
    [
      "\(entry)", time, function ?? "-", professional ?? hostOperator ?? "-",
      isDone ? outcome ?? "?" : "refused",
      disclosed.joined(separator: ","), subject,
    ].map(PrintableText.escaped).joined(separator: "  ")
  }
}
