internal import CPSAuth
internal import CPSAuthSafeguards
internal import CPSDiagnostics
internal import CPSPrimitives

/// How one account of a quota stands.
struct PaceLine: Encodable, Sendable {
  let quota: String
  let counts: String
  let account: String?
  let holder: String?
  let function: String?
  let used: Int
  let limit: Int
  let windowSeconds: Int64
  let beyond: String
  let refused: Int
  let last: String

  enum CodingKeys: String, CodingKey {
    case quota, counts, account, holder, function, used, limit, beyond, refused, last
    case windowSeconds = "window_seconds"
  }

  init(_ standing: PaceStanding) {
    quota = standing.quota.name
    counts = standing.quota.counts.rawValue
    account = standing.dimension?.rawValue
    holder = standing.holder
    function = standing.function
    used = standing.used
    limit = standing.quota.limit
    windowSeconds = standing.quota.window.components.seconds
    beyond = standing.quota.beyond.rawValue
    refused = standing.refused
    last = standing.last.rfc3339
  }

  func text(in language: Language) -> String {
    let whose = [account, holder, function].compactMap(\.self).map(PrintableText.escaped)
      .joined(separator: " ")
    return Bilingual(
      fr: """
        {quota} ({counts}, {window} s), {whose} : {used} sur {limit}, {refused} appels sans place, dernier {last}, \
        au-delà : {beyond}
        """,
      en: """
        {quota} ({counts}, {window} s), {whose}: {used} of {limit}, {refused} calls without room, last {last}, \
        beyond: {beyond}
        """
    ).filled(
      in: language,
      with: [
        "quota": PrintableText.escaped(quota), "counts": counts, "window": String(windowSeconds),
        "whose": whose.isEmpty ? "-" : whose, "used": String(used), "limit": String(limit),
        "refused": String(refused), "last": last, "beyond": beyond,
      ])
  }
}
