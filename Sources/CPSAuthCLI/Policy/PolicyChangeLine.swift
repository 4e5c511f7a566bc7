internal import CPSAuth
internal import CPSAuthPolicy
internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof

/// A decision that another policy would have taken otherwise.
struct PolicyChangeLine: Encodable, Sendable {
  let entry: Int64
  let time: String
  let function: String
  let person: String
  let wasAllowed: Bool
  let isAllowed: Bool
  let ruleBefore: String
  let rule: String
  let explanation: String
  let asksPIN: Bool
  let pace: String?
  let uncountedQuotas: [String]

  enum CodingKeys: String, CodingKey {
    case entry, time, function, person, rule, explanation, pace
    case wasAllowed = "was_allowed"
    case isAllowed = "allowed"
    case ruleBefore = "rule_before"
    case asksPIN = "asks_pin"
    case uncountedQuotas = "quotas_not_counted"
  }

  init(_ change: PolicyChange, in language: Language) {
    let event = change.entry.event
    entry = change.entry.sequence
    time = change.entry.time.rfc3339
    function = event.function?.rawValue ?? ""
    person = event.actor?.nationalIdentifier ?? event.actor?.account ?? ""
    isAllowed = change.decision.isAllowed
    wasAllowed = event.isAllowed ?? false
    ruleBefore = event.rule ?? ""
    rule = change.decision.rule
    explanation = change.decision.explanation[language]
    asksPIN = change.asked != nil
    pace = change.asked?.quota.name
    uncountedQuotas = change.uncountedQuotas
  }

  func text(in language: Language) -> String {
    var line = Bilingual(
      fr: "{entry} {time} {function} par {person} : {before} (règle {was}), serait {after} ({explanation})",
      en: "{entry} {time} {function} by {person}: {before} (rule {was}), would be {after} ({explanation})"
    ).filled(
      in: language,
      with: [
        "entry": String(entry), "time": time, "function": function, "person": person, "was": ruleBefore,
        "before": PolicyVerdictText.text(wasAllowed, in: language),
        "after": PolicyVerdictText.text(isAllowed, in: language), "explanation": explanation,
      ])
    if let pace {
      let asked = Bilingual(
        fr: " ; le code serait redemandé (quota « {pace} »)",
        en: "; the PIN would be asked for (quota “{pace}”)")
      line += asked.filled(in: language, with: ["pace": pace])
    }
    guard !uncountedQuotas.isEmpty else { return line }
    let quotas = Bilingual(fr: " ; quotas non comptés : {names}", en: "; quotas not counted: {names}")
    return line + quotas.filled(in: language, with: ["names": uncountedQuotas.joined(separator: ", ")])
  }
}
