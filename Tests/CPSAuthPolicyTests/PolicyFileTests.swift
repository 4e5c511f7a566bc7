import CPSAuth
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust
import Testing

@testable import CPSAuthPolicy

@Suite struct PolicyFileTests {
  private func read(_ text: String) throws(CPSError) -> Policy {
    try PolicyFile(Array(text.utf8), named: "p.yaml", knowing: nil).policy
  }

  private func refusal(of text: String) -> [String: String]? {
    do throws(CPSError) {
      _ = try read(text)
      return nil
    } catch {
      #expect(error == CPSError(.configurationInvalid))
      return error.values
    }
  }

  @Test func `every key of a rule arrives in the policy`() throws {
    let policy = try read(PolicyDocuments.whole)
    #expect(policy.version == "2026-11-22")
    let second = SecondPersonDemand(
      card: CardCondition(types: [.cps], professions: [.pharmacist]), life: .seconds(900))
    let quota = PolicyQuota(
      name: "people", counts: .subjects, per: [.person, .card], window: .seconds(3_600), limit: 30,
      beyond: .stepUp)
    let expected: [PolicyRule] = [
      PolicyRule(
        name: "physicians", effect: .allow, functions: .named(["infopatient.lookup", "infopatient.rights"]),
        holders: .card(
          CardCondition(
            types: [.cps, .cpf], professions: [.physician],
            specialities: [try #require(SpecialityCode(rawValue: "SM26"))], evidence: [.proof, .tls],
            persons: [try NationalIdentifier("899900123011")])),
        demands: PolicyDemands(
          freshness: .seconds(1_800), presence: .signed, stepUp: .seconds(300), needsReason: true,
          secondPerson: second), quotas: [quota]),
      PolicyRule(
        name: "emergency", effect: .allow, functions: .named(["infopatient.lookup"]),
        holders: .card(CardCondition(types: [.cps], professions: [.nurse])),
        demands: PolicyDemands(needsReason: true), isBreakGlass: true),
      PolicyRule(
        name: "staff", effect: .allow, functions: .named(["infopatient.lookup"]),
        holders: .card(CardCondition(types: [.cpe], professions: nil)), isDelegated: true),
      PolicyRule(
        name: "secretaries", effect: .allow, functions: .named(["agenda.read"]),
        holders: .accounts([try AccountName("accueil")])),
      PolicyRule(
        name: "accounts", effect: .allow, functions: .named(["agenda.list"]), holders: .everyAccount,
        period: RulePeriod(
          from: Timestamp(secondsSince1970: 1_640_995_200),
          until: Timestamp(secondsSince1970: 1_647_907_200))),
      PolicyRule(
        name: "closed", effect: .forbid, functions: .named(["infopatient.export"]), holders: .everyone),
      PolicyRule(
        name: "suspended", effect: .forbid, functions: .every,
        holders: .card(
          CardCondition(
            types: Set(CardType.allCases), professions: nil, evidence: Set(Evidence.allCases),
            persons: [try NationalIdentifier("899900123029")]))),
    ]
    #expect(policy.rules == expected)
  }

  @Test func `CA-12 an empty file is refused, not taken for a policy that says nothing`() {
    for text in ["", "\n", "# nothing\n", "---\n", "{}", "version: x", "version: x\nrules: {}"] {
      #expect(refusal(of: text)?["place"]?.hasPrefix("p.yaml:") == true, "\(text)")
    }
  }

  @Test(arguments: PolicyDocuments.malformed + PolicyDocuments.meaningless)
  func `CA-12 what cannot be meant is refused with line and column`(text: String) throws {
    let place = try #require(refusal(of: text)?["place"], "\(text)")
    let parts = place.split(separator: ":")
    #expect(parts.count == 3 && parts[0] == "p.yaml")
    #expect(parts.dropFirst().allSatisfy { (Int($0) ?? 0) >= 1 })
  }

  @Test func `CA-12 a typo is told where it stands`() throws {
    let typo = try #require(
      refusal(
        of: """
          version: x
          rules:
            a:
              allow: [f]
              method: card
              cards: [CPS]
              profesions: [10]
          """))
    #expect(typo["place"] == "p.yaml:7:5")
    #expect(typo["detail"]?.contains("profesions") == true)
    let effect = try #require(
      refusal(of: "version: x\nrules:\n  a: {alow: [f], method: any}\n"))
    #expect(effect["place"]?.hasPrefix("p.yaml:3:") == true)
  }

  @Test func `CA-12 a bomb of anchors costs nothing`() throws {
    var text = "version: x\nrules:\n  a0: &a0 [f, f]\n"
    for level in 1...40 { text += "  a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    #expect(refusal(of: text)?["place"]?.hasPrefix("p.yaml:3:") == true)
  }

  @Test func `a file is known by its digest, and a missing one is missed`() throws {
    let first = try PolicyFile(Array(PolicyDocuments.whole.utf8), named: "a", knowing: nil)
    let second = try PolicyFile(
      Array((PolicyDocuments.whole + "# a remark\n").utf8), named: "a", knowing: nil)
    #expect(first.policy == second.policy && first.sha256 != second.sha256)
    #expect(throws: CPSError(.inputMissing)) { try PolicyFile(at: "/nonexistent/policy.yaml", knowing: nil) }
  }

  @Test func `the cards that a policy needs are those that it opens something to`() throws {
    #expect(try read(PolicyDocuments.whole).cardTypes == [.cps, .cpf, .cpe])
    let policy = try read(
      """
      version: x
      rules:
        clerks:
          allow: [f]
          method: account
          second-person: {cards: [CPF], professions: [10], within: 5m}
        staff: {forbid: every, method: card, cards: [CPE]}
      """)
    #expect(policy.cardTypes == [.cpf])
  }
}
