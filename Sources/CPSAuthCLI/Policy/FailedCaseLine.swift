internal import CPSAuth
internal import CPSAuthPolicy
internal import CPSDiagnostics

/// A case about which the policy says otherwise than expected.
struct FailedCaseLine: Encodable, Sendable {
  let name: String
  let isAllowed: Bool
  let rule: String
  let missing: [String]
  let explanation: String

  enum CodingKeys: String, CodingKey {
    case rule, missing, explanation
    case name = "case"
    case isAllowed = "allowed"
  }

  init(_ item: PolicyCase, _ decision: PolicyDecision, in language: Language) {
    name = item.name
    isAllowed = decision.isAllowed
    rule = decision.rule
    missing = decision.missing.map(\.name)
    explanation = decision.explanation[language]
  }

  func text(in language: Language) -> String {
    Bilingual(
      fr: "{case} : {verdict}, règle {rule} ({explanation}) {missing}",
      en: "{case}: {verdict}, rule {rule} ({explanation}) {missing}"
    ).filled(
      in: language,
      with: [
        "case": name, "rule": rule, "explanation": explanation,
        "missing": "[\(missing.joined(separator: ", "))]",
        "verdict": PolicyVerdictText.text(isAllowed, in: language),
      ])
  }
}
