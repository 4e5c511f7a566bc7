internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSTrust

/// A pinned authority and its revocation list, for programs and for people.
struct AuthorityLine: Encodable, Sendable {
  /// The list of the authority.
  private struct List: Encodable {
    let standing: String
    let number: String?
    let thisUpdate: String?
    let nextUpdate: String?
    let deltaNumber: String?

    enum CodingKeys: String, CodingKey {
      case standing, number
      case thisUpdate = "this_update"
      case nextUpdate = "next_update"
      case deltaNumber = "delta_number"
    }

    init(_ state: RevocationListState) {
      standing = state.standing.rawValue
      number = state.facts?.number
      thisUpdate = state.facts?.thisUpdate.rfc3339
      nextUpdate = state.facts?.nextUpdate.rfc3339
      deltaNumber = state.facts?.deltaNumber
    }
  }

  private let authority: String?
  private let environment: String
  private let sha256: String
  private let isPresent: Bool
  private let standing: String
  private let notAfter: String?
  private let list: List?

  enum CodingKeys: String, CodingKey {
    case authority, environment, sha256, standing, list
    case isPresent = "present"
    case notAfter = "not_after"
  }

  init(_ record: AuthorityRecord, environment: String, at moment: Timestamp) {
    authority = record.name
    self.environment = environment
    sha256 = record.fingerprint
    isPresent = record.isPresent
    standing = record.standing(at: moment).rawValue
    notAfter = record.expiry?.rfc3339
    list = record.list.map(List.init)
  }

  func lines(in language: Language) -> [String] {
    let name = PrintableText.escaped(authority ?? "-")
    let state: Bilingual =
      switch AuthorityRecord.Standing(rawValue: standing) {
      case .valid: Bilingual(fr: "présente, jusqu’au {end}", en: "present, until {end}")
      case .expiring: Bilingual(fr: "à échéance le {end}", en: "ends on {end}")
      case .expired: Bilingual(fr: "échue depuis le {end}", en: "ended on {end}")
      case .absent, nil: Bilingual(fr: "absente", en: "absent")
      }
    let first = "\(name): \(state.filled(in: language, with: ["end": notAfter ?? ""]))"
    return [first, "  \(sha256)"] + (list.map { ["  " + Self.text(of: $0, in: language)] } ?? [])
  }

  private static func text(of list: List, in language: Language) -> String {
    let text: Bilingual =
      switch RevocationListState.Standing(rawValue: list.standing) {
      case .fresh:
        Bilingual(
          fr: "liste {number} du {from}, à jour jusqu’au {to}", en: "list {number} of {from}, good until {to}"
        )
      case .overdue:
        Bilingual(
          fr: "liste {number} du {from}, attendue le {to}, sert par tolérance",
          en: "list {number} of {from}, due on {to}, used on grace")
      case .stale:
        Bilingual(
          fr: "liste {number} du {from}, périmée depuis le {to}",
          en: "list {number} of {from}, out of date since {to}")
      case .missing, nil: Bilingual(fr: "pas de liste", en: "no list")
      }
    let delta = list.deltaNumber.map { ", delta \($0)" } ?? ""
    return text.filled(
      in: language,
      with: ["number": list.number ?? "", "from": list.thisUpdate ?? "", "to": list.nextUpdate ?? ""]) + delta
  }
}
