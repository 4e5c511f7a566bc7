import CPSAuth
import CPSDiagnostics
import Testing

@testable import CPSAuthPolicy

@Suite struct PolicyCaseFileTests {
  private static let policy = """
    version: "1"
    rules:
      physicians:
        allow: [f]
        method: card
        cards: [CPS]
        professions: [10]
        step-up: 5m
        presence: watched
      emergency:
        allow: [f]
        method: card
        cards: [CPS]
        professions: [60]
        reason: true
        break-glass: true
      two:
        allow: [g]
        method: card
        cards: [CPS]
        professions: [10]
        freshness: 10m
        second-person: {cards: [CPS], professions: [10], within: 5m}
    """

  private func read(_ cases: String) throws(CPSError) -> PolicyCaseFile {
    try PolicyCaseFile(Array("cases:\n\(cases)".utf8), named: "c.yaml")
  }

  private func failures(_ cases: String) throws -> [String] {
    let policy = try PolicyFile(Array(Self.policy.utf8), named: "p.yaml", knowing: nil).policy
    return try read(cases).cases.filter { $0.mismatch(with: policy) != nil }.map(\.name)
  }

  @Test func `a case may state a delegation`() throws {
    let policy = try PolicyFile(
      Array(
        """
        version: x
        rules:
          physicians: {allow: [f], method: card, cards: [CPS], professions: [10], reason: true}
          staff: {allow: [f], method: card, cards: [CPE], delegated: true}

        """.utf8), named: "p.yaml", knowing: nil
    ).policy
    let staff = "function: f, card: {type: CPE}"
    let cases = try read(
      """
        lent: {\(staff), reason: Accueil, delegation: {type: CPS, profession: 10}, expect: allow, rule: staff}
        asked: {\(staff), delegation: {type: CPS, profession: 10}, expect: deny, missing: [reason]}
        alone: {\(staff), reason: Accueil, expect: deny, missing: [delegation]}
        over: {\(staff), reason: Accueil, delegation: {type: CPS, profession: 10, left: 0s}, expect: deny, missing: [delegation]}
        broader: {\(staff), reason: Accueil, delegation: {type: CPS, profession: 60}, expect: deny, missing: [delegation]}
        chained: {\(staff), reason: Accueil, delegation: {type: CPE}, expect: deny, missing: [delegation]}
      """)
    for item in cases.cases { #expect(item.mismatch(with: policy) == nil, "\(item.name)") }
    #expect(throws: CPSError(.configurationInvalid)) {
      try read("  a: {function: f, card: {type: CPE}, delegation: {profession: 10}, expect: deny}\n")
    }
  }

  @Test func `a case happens at the moment that it names`() throws {
    let policy = try PolicyFile(
      Array("version: x\nrules:\n  a: {allow: [f], method: account, until: 2022-03-22T00:00:00Z}\n".utf8),
      named: "p.yaml", knowing: nil
    ).policy
    let cases = try read(
      """
        before: {function: f, account: alix, at: 2022-03-21T23:59:59Z, expect: allow}
        after: {function: f, account: alix, at: 2022-03-22T00:00:00Z, expect: deny}
        unsaid: {function: f, account: alix, expect: deny}
      """)
    #expect(cases.cases.allSatisfy { $0.mismatch(with: policy) == nil })
    for moment in ["2022-03-22", "tomorrow", "2022-03-22T00:00:00.5Z"] {
      #expect(throws: CPSError(.configurationInvalid)) {
        try read("  a: {function: f, account: alix, at: \(moment), expect: deny}\n")
      }
    }
  }

  @Test func `what is expected is compared with what is decided`() throws {
    let physician = "card: {type: CPS, profession: 10}"
    #expect(
      try failures(
        """
          right: {function: f, \(physician), step-up: 4m, presence: watched, expect: allow, rule: physicians}
          late: {function: f, \(physician), step-up: 6m, presence: watched, expect: deny, missing: [step-up]}
          alone: {function: g, \(physician), pin: 1m, expect: deny, rule: default, missing: [second-person]}
          both: {function: g, \(physician), pin: 1m, second-person: {type: CPS, profession: 10}, expect: allow}
          old: {function: g, \(physician), pin: 1m, second-person: {type: CPS, profession: 10, age: 6m}, expect: deny}
          account: {function: f, account: alix, expect: deny, missing: [card]}
          staff: {function: f, card: {type: CPE, profession: 10}, expect: deny, missing: []}
          nurse: {function: f, card: {type: CPS, profession: 60}, expect: deny, missing: [break-glass, reason]}
          glass: {function: f, card: {type: CPS, profession: 60}, reason: Urgence, break-glass: true, expect: allow}
        """) == [])
    #expect(
      try failures(
        """
          a: {function: f, \(physician), expect: allow}
          b: {function: f, \(physician), step-up: 4m, presence: watched, expect: deny}
          c: {function: f, \(physician), step-up: 4m, presence: watched, expect: allow, rule: other}
          d: {function: f, \(physician), expect: deny, missing: [step-up]}
          e: {function: h, \(physician), expect: allow}
        """) == ["a", "b", "c", "d", "e"])
  }

  @Test func `nobody is their own second person in a case either`() throws {
    #expect(
      try failures(
        """
          same:
            function: g
            card: {type: CPS, profession: 10}
            pin: 1m
            second-person: {type: CPS, profession: 10, person: "899900123011"}
            expect: deny
            missing: [second-person]
        """) == [])
  }

  @Test func `the policy is named beside the cases`() throws {
    let text = "policy: p.yaml\ncases:\n  a: {function: f, account: x, expect: deny}\n"
    #expect(try PolicyCaseFile(Array(text.utf8), named: "c.yaml").policyPath == "p.yaml")
    #expect(try read("  a: {function: f, account: x, expect: deny}").policyPath == nil)
  }

  @Test(arguments: [
    "  {}", "  a: {}", "  a: {function: f, account: x}", "  a: {function: f, expect: deny}",
    "  a: {function: F, account: x, expect: deny}", "  a: {function: f, account: x, expect: maybe}",
    "  a: {function: f, account: x, card: {type: CPS}, expect: deny}",
    "  a: {function: f, card: {type: CPX}, expect: deny}", "  a: {function: f, card: CPS, expect: deny}",
    "  a: {function: f, card: {type: CPS, profession: ten}, expect: deny}",
    "  a: {function: f, card: {type: CPS, specialities: [sm26]}, expect: deny}",
    "  a: {function: f, card: {type: CPS, person: \"899900123012\"}, expect: deny}",
    "  a: {function: f, card: {type: CPS, evidence: pin}, expect: deny}",
    "  a: {function: f, account: x, expect: deny, missing: [stepup]}",
    "  a: {function: f, account: x, expect: deny, presence: absent}",
    "  a: {function: f, account: x, expect: deny, reason: ab}",
    "  a: {function: f, account: x, expect: deny, pin: -5m}", "  a: {function: f, account: x, expects: deny}",
    "  a: {function: f, account: x, expect: deny, second-person: {age: 5m}}",
  ])
  func `CA-12 a case that cannot be meant is refused where it stands`(cases: String) {
    do throws(CPSError) {
      _ = try read(cases)
      Issue.record("accepted")
    } catch {
      #expect(error == CPSError(.configurationInvalid))
      #expect(error.values["place"]?.hasPrefix("c.yaml:") == true)
    }
  }
}
