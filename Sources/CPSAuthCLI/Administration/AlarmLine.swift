internal import CPSAuth
internal import CPSDiagnostics

/// One alarm and what the log says of it.
struct AlarmLine: Encodable, Sendable {
  let entry: Int64
  let call: Int64?
  let quota: String?
  let recorded: Int?
  let atLeast: Int?
  let atMost: Int?
  let verdict: String

  private let finding: AlarmFinding

  init(_ finding: AlarmFinding) {
    self.finding = finding
    entry = finding.sequence
    call = finding.call
    quota = finding.quota
    recorded = finding.recorded
    atLeast = finding.recomputed?.lowerBound
    atMost = finding.recomputed?.upperBound
    verdict = finding.verdict.rawValue
  }

  /// The line for people.
  func text(in language: Language) -> String {
    Self.texts(finding.verdict).filled(
      in: language,
      with: [
        "entry": "\(entry)", "call": call.map(String.init) ?? "-", "quota": quota ?? "-",
        "recorded": recorded.map(String.init) ?? "-", "least": atLeast.map(String.init) ?? "-",
        "most": atMost.map(String.init) ?? "-",
      ])
  }

  private static func texts(_ verdict: AlarmFinding.Verdict) -> Bilingual {
    switch verdict {
    case .confirmed:
      Bilingual(
        fr: "{entry} : confirmée, quota {quota}, {recorded} à l’appel {call}",
        en: "{entry}: confirmed, quota {quota}, {recorded} at call {call}")
    case .differs:
      Bilingual(
        fr: "{entry} : diffère, quota {quota}, {recorded} inscrits, {least} à {most} recalculés",
        en: "{entry}: differs, quota {quota}, {recorded} recorded, {least} to {most} recomputed")
    case .unfounded:
      Bilingual(
        fr: "{entry} : sans fondement, l’appel {call} n’a dépassé aucun quota",
        en: "{entry}: unfounded, call {call} exceeded no quota")
    case .missing:
      Bilingual(
        fr: "{entry} : alarme manquante, quota {quota}, {recorded} inscrits",
        en: "{entry}: alarm missing, quota {quota}, {recorded} recorded")
    case .notCovered:
      Bilingual(
        fr: "{entry} : le journal commence après le début de la fenêtre, quota {quota}",
        en: "{entry}: the log begins after the window did, quota {quota}")
    }
  }

  private enum CodingKeys: String, CodingKey {
    case entry, call, quota, recorded, verdict
    case atLeast = "at_least"
    case atMost = "at_most"
  }
}
