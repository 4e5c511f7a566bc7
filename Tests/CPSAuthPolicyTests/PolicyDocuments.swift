/// Documents that reader and schema are asked about.
enum PolicyDocuments {
  /// Every key once.
  static let whole = """
    version: 2026-11-22
    rules:
      physicians:
        allow: [infopatient.lookup, infopatient.rights]
        method: card
        cards: [CPS, CPF]
        professions: [10]
        specialities: [SM26]
        persons: ["899900123011"]
        evidence: [proof, tls]
        freshness: 30m
        presence: signed
        step-up: 5m
        reason: true
        second-person:
          cards: [CPS]
          professions: [21]
          within: 15m
        quotas:
          - name: people
            counts: subjects
            per: [person, card]
            window: 1h
            limit: 30
            beyond: step-up
      emergency:
        allow: [infopatient.lookup]
        method: card
        cards: [CPS]
        professions: [60]
        reason: true
        break-glass: true
      staff: {allow: [infopatient.lookup], method: card, cards: [CPE], delegated: true}
      secretaries: {allow: [agenda.read], method: account, accounts: [accueil]}
      accounts:
        allow: [agenda.list]
        method: account
        from: 2022-01-01T00:00:00Z
        until: 2022-03-22T00:00:00Z
      closed: {forbid: [infopatient.export], method: any}
      suspended:
        forbid: every
        method: card
        cards: [CPS, CPF, CPE, CPA]
        evidence: [proof, tls, tls-via-proxy]
        persons: ["899900123029"]

    """

  private static func rule(_ keys: String) -> String { "version: x\nrules:\n  a: {\(keys)}\n" }

  private static let card = "allow: [f], method: card, cards: [CPS], professions: [10]"

  private static func quota(_ keys: String) -> String { rule("\(card), quotas: [{\(keys)}]") }

  private static let people = "name: q, counts: subjects, per: [person], window: 1h, limit: 3, beyond: refuse"

  /// Documents that can be meant.
  static let wellFormed: [String] =
    [whole, rule(card), quota(people), rule("forbid: every, method: any")]
    + ["1m", "90s", "4h", "240m"].map { rule("\(card), freshness: \($0)") }
    + ["30s", "1h"].map { rule("\(card), step-up: \($0)") }
    + ["true", "false"].map { rule("\(card), reason: \($0)") }
    + ["watched", "signed"].map { rule("\(card), presence: \($0)") }
    + ["unknown", "requests", "subjects", "neighbours", "networks"].map {
      quota(people.replacing("subjects", with: $0))
    }
    + ["card", "workstation", "network", "delegator", "function"].map {
      quota(people.replacing("person", with: $0))
    }
    + [
      rule("allow: [f], method: card, cards: [CPE, CPA]"),
      rule("allow: [f], method: card, cards: [CPE, CPA], delegated: true, step-up: 5m"),
      rule("\(card), delegated: false"), rule("allow: [f], method: account, delegated: false"),
      rule("forbid: [f, g.h-2], method: account, accounts: [é]"),
      rule("\(card), reason: true, break-glass: true"), quota(people.replacing("refuse", with: "step-up")),
      rule("\(card), from: 2022-03-22T00:00:00Z"), rule("\(card), until: \"2022-03-22T00:00:00Z\""),
      rule("forbid: every, method: any, from: 2022-03-22T00:00:00Z, until: 2022-03-22T00:00:01Z"),
      "version: \"1\"\nrules:\n  « règle »: {forbid: every, method: any}\n",
    ]

  /// Documents that show by their form that they cannot be meant.
  static let malformed: [String] =
    [
      "[]", "version: x", "rules: {}", "version: x\nrules: []", "version: [x]\nrules:\n  a: {\(card)}\n",
      "version: ''\nrules:\n  a: {\(card)}\n", "version: x\nfunctions: {}\nrules:\n  a: {\(card)}\n",
      "version: x\nrules:\n  a: text\n", "version: x\nrules:\n  default: {\(card)}\n",
      "version: \(String(repeating: "v", count: 65))\nrules:\n  a: {\(card)}\n",
    ]
    + ["allow", "method", "cards", "professions"].map { key in
      // Without its key a rule says something else.
      rule(card.replacing("\(key):", with: "x-\(key):"))
    }
    + [
      "method: any", "\(card), forbid: [g]", "forbid: every", "allow: every, method: account",
      "allow: f, method: account", "allow: [], method: account", "allow: [f, f], method: account",
      "allow: [F], method: account", "allow: [-f], method: account", "allow: [1], method: account",
      "allow: [f], method: password", "allow: [f], method: [card]", "allow: [f], method: any",
      "allow: [f], method: account, cards: [CPS]", "allow: [f], method: card, cards: []",
      "allow: [f], method: card, cards: CPS", "allow: [f], method: card, cards: [CPX]",
      "allow: [f], method: account, accounts: []", "forbid: every, method: any, accounts: [a]",
      "forbid: every, method: any, cards: [CPS]", "forbid: every, method: any, reason: true",
      "forbid: every, method: any, freshness: 5m", "forbid: every, method: any, break-glass: true",
      "forbid: every, method: any, quotas: [{\(people)}]",
      "allow: [f], method: account, freshness: 5m", "allow: [f], method: account, step-up: 5m",
      "allow: [f], method: account, presence: watched",
      "\(card), evidence: []", "\(card), evidence: [pin]",
      "\(card), persons: []", "\(card), persons: [1]", "\(card), specialities: []",
      "\(card), freshness: 5", "\(card), freshness: 5d", "\(card), freshness: -5m", "\(card), freshness: 05m",
      "\(card), freshness: 1.5h", "\(card), freshness: PT5M", "\(card), presence: true",
      "\(card), presence: absent", "\(card), reason: yes", "\(card), reason: required",
      "\(card), break-glass: true", "\(card), break-glass: 1", "\(card), second-person: true",
      "\(card), second-person: {cards: [CPS], professions: [10]}",
      "\(card), second-person: {within: 5m}",
      "\(card), second-person: {cards: [CPS], professions: [10], within: 5m, evidence: [tls]}",
      "\(card), delegated: true", "allow: [f], method: account, delegated: true",
      "forbid: every, method: any, delegated: true", "allow: [f], method: card, cards: [CPE], delegated: yes",
      "allow: [f], method: card, cards: [CPE], delegated: true, reason: true, break-glass: true",
      "forbid: [f], method: card, cards: [CPE], delegated: true",
      "\(card), from: 2022-03-22", "\(card), from: 2022-03-22T00:00:00+01:00", "\(card), until: 1648000000",
      "\(card), until: 2022-03-22 00:00:00Z", "\(card), until: 2022-13-22T00:00:00Z", "\(card), until: never",
      "\(card), quotas: {}", "\(card), quotas: [people]", "\(card), stepup: 5m", "\(card), reasons: true",
      "allow: [f], method: card, cards: [CPS], professions: []",
      "allow: [f], method: card, cards: [CPS], professions: 10",
      "allow: [f], method: card, cards: [CPS], professions: [ten]",
      "allow: [f], method: card, cards: [CPS], professions: [1000]",
      "allow: [f], method: card, cards: [CPS], professions: [-1]",
      "allow: [f], method: card, cards: [CPS], professions: [10.5]",
      "allow: [f], method: card, cards: [CPS, CPS], professions: [10]",
    ].map(rule)
    + [
      people.replacing("name: q, ", with: ""), people.replacing(", beyond: refuse", with: ""),
      people.replacing("subjects", with: "people"), people.replacing("[person]", with: "[]"),
      people.replacing("[person]", with: "person"), people.replacing("[person]", with: "[city]"),
      people.replacing("1h", with: "1d"), people.replacing("limit: 3", with: "limit: 0"),
      people.replacing("limit: 3", with: "limit: 1000001"), people.replacing("limit: 3", with: "limit: '3'"),
      people.replacing("refuse", with: "alarm"), people + ", burst: 3",
    ].map(quota)

  /// Documents whose form is right and that cannot be meant: codes that no table knows, times out of range.
  static let meaningless: [String] =
    [
      "\(card), from: 2022-03-22T00:00:00Z, until: 2022-03-22T00:00:00Z",
      "\(card), until: 2022-02-30T00:00:00Z",
      "\(card), professions: [10]", "\(card), freshness: 59s", "\(card), freshness: 5h",
      "\(card), step-up: 29s", "\(card), step-up: 2h",
      "\(card), specialities: [SM99]", "\(card), persons: [\"899900123012\"]",
      "\(card), second-person: {cards: [CPS], professions: [10], within: 59s}",
      "\(card), second-person: {cards: [CPS], within: 5m}",
      "allow: [f], method: card, cards: [CPS]", "allow: [f], method: card, cards: [CPS, CPE]",
      "allow: [f], method: card, cards: [CPE], professions: [10]",
      "allow: [f], method: card, cards: [CPS], professions: [999]",
    ].map(rule)
    + [
      quota(people.replacing("1h", with: "0s")), quota(people.replacing("1h", with: "745h")),
      quota("\(people)}, {\(people)"),
      "version: x\nrules:\n  a: {\(card), quotas: [{\(people)}]}\n"
        + "  b: {\(card), quotas: [{\(people.replacing("3", with: "4"))}]}\n",
      "version: x\nrules:\n  a: {\(card)}\n  a: {\(card)}\n", "version: &v x\nrules:\n  a: {\(card)}\n",
      "version: x\nrules:\n  a: {\(card)}\n---\nversion: y\n", "version: x\nrules:\n  a: {\(card)\n",
      "version: \"a\\u0007\"\nrules:\n  a: {\(card)}\n",
    ]
}
