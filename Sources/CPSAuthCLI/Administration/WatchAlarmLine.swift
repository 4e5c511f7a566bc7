internal import CPSAuthSafeguards
internal import CPSDiagnostics

/// One alarm of the watch and what the log says of it.
struct WatchAlarmLine: Encodable, Sendable {
  let entry: Int64
  let about: Int64
  let code: String
  let holder: String
  let recorded: [String: String]
  let recomputed: [String: String]
  let verdict: String

  private let finding: WatchFinding

  init(_ finding: WatchFinding) {
    self.finding = finding
    entry = finding.sequence
    about = finding.entry
    code = finding.code
    holder = finding.holder
    recorded = finding.recorded
    recomputed = finding.recomputed
    verdict = finding.verdict.rawValue
  }

  private enum CodingKeys: String, CodingKey {
    case entry, about, code, holder, recorded, recomputed, verdict
  }

  /// The line for people.
  func text(in language: Language) -> String {
    Self.texts(finding.verdict).filled(
      in: language,
      with: [
        "entry": "\(entry)", "about": "\(about)", "code": code, "holder": holder,
        "recorded": Self.reasons(recorded), "recomputed": Self.reasons(recomputed),
      ])
  }

  private static func reasons(_ facts: [String: String]) -> String {
    facts.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
  }

  private static func texts(_ verdict: WatchFinding.Verdict) -> Bilingual {
    switch verdict {
    case .confirmed:
      Bilingual(
        fr: "{entry} : confirmée, {code}, {holder}, entrée {about} ({recorded})",
        en: "{entry}: confirmed, {code}, {holder}, entry {about} ({recorded})")
    case .differs:
      Bilingual(
        fr:
          "{entry} : diffère, {code}, {holder}, entrée {about} : inscrit ({recorded}), recalculé ({recomputed})",
        en:
          "{entry}: differs, {code}, {holder}, entry {about}: recorded ({recorded}), recomputed ({recomputed})"
      )
    case .unfounded:
      Bilingual(
        fr: "{entry} : sans fondement, {code}, {holder}, entrée {about}",
        en: "{entry}: unfounded, {code}, {holder}, entry {about}")
    case .missing:
      Bilingual(
        fr: "{entry} : alarme manquante, {code}, {holder} ({recomputed})",
        en: "{entry}: alarm missing, {code}, {holder} ({recomputed})")
    case .repeated:
      Bilingual(
        fr: "{entry} : répétée, {code}, {holder}, entrée {about}",
        en: "{entry}: repeated, {code}, {holder}, entry {about}")
    case .notCovered:
      Bilingual(
        fr: "{entry} : le journal commence trop tard, {code}, {holder}, entrée {about}",
        en: "{entry}: the log begins too late, {code}, {holder}, entry {about}")
    }
  }
}
