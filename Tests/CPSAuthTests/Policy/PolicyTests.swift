import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust
import Testing

@testable import CPSAuth

@Suite struct PolicyTests {
  private static let lookup: FunctionName = "infopatient.lookup"

  private func holder(
    type: CardType = .cps, profession: Int? = 10, specialities: [String] = [], evidence: Evidence = .proof,
    person: String = "899900123011"
  ) throws -> SessionHolder {
    let code = profession.flatMap(ProfessionCode.init(rawValue:))
    let content = SessionContent.Card(
      identity: ProfessionalIdentity(
        nationalIdentifier: try NationalIdentifier(person), familyName: "FICTIF", givenName: "ALIX",
        profession: code,
        specialities: specialities.compactMap(SpecialityCode.init(rawValue:))),
      role: try role(of: type, code),
      card: CardDescription(
        type: type, category: .testCard, number: try CardNumber("2698000201"), environment: .synthetic),
      evidence: evidence, certificateSHA256: [], issuerKeyIdentifier: [], serialNumber: [],
      certificateExpiry: ServiceBench.noon,
      revocation: RevocationFacts(
        issuer: "", number: "", thisUpdate: ServiceBench.noon, nextUpdate: ServiceBench.noon,
        isWithinGrace: false), register: .notConfigured)
    return .professional(CardHolder(content))
  }

  private func role(of type: CardType, _ profession: ProfessionCode?) throws -> HolderRole {
    switch type {
    case .cps: .professional(try #require(profession))
    case .cpf: .inTraining(profession)
    case .cpe, .cpa: .staff(nil)
    }
  }

  private func account(_ name: String = "alix") throws -> SessionHolder { .account(try AccountName(name)) }

  private func decide(
    _ rules: [PolicyRule], _ holder: SessionHolder, on function: FunctionName = lookup
  ) throws -> PolicyDecision {
    try Policy(version: "1", rules: rules).decision(
      on: function, for: PolicyRequest(caller: PolicyCaller(holder), moment: ServiceBench.noon))
  }

  private func card(
    _ types: Set<CardType> = [.cps], professions: Set<ProfessionCode>? = [.physician],
    specialities: [String]? = nil, evidence: Set<Evidence> = [.proof]
  ) -> PolicyHolders {
    .card(
      CardCondition(
        types: types, professions: professions,
        specialities: specialities.map { Set($0.compactMap(SpecialityCode.init(rawValue:))) },
        evidence: evidence))
  }

  private func rule(
    _ name: String, _ effect: PolicyRule.Effect, _ holders: PolicyHolders,
    on functions: PolicyFunctions = .named([lookup])
  ) -> PolicyRule {
    PolicyRule(name: name, effect: effect, functions: functions, holders: holders)
  }

  private func rule(_ holders: PolicyHolders) -> PolicyRule { rule("r", .allow, holders) }

  @Test func anEmptyPolicyAllowsNothing() throws {
    for holder in [try holder(), try account()] {
      let decision = try decide([], holder)
      #expect(decision.refusal == CPSError(.deniedByPolicy))
      #expect(decision.rule == PolicyDecision.defaultRule)
    }
  }

  @Test func aRuleOpensWhatItNamesAndNothingElse() throws {
    let rules = [rule(card())]
    #expect(try decide(rules, try holder()).isAllowed)
    #expect(try decide(rules, try holder()).rule == "r")
    #expect(try !decide(rules, try holder(), on: "infopatient.export").isAllowed)
  }

  @Test func everyConditionMustBeMet() throws {
    let rules = [rule(card(specialities: ["SM26", "SM54"]))]
    #expect(try decide(rules, try holder(specialities: ["SM01", "SM54"])).isAllowed)
    let refused: [(SessionHolder, String)] = [
      (try holder(specialities: []), "rule “r”: the speciality is not admitted"),
      (try holder(specialities: ["SM01"]), "rule “r”: the speciality is not admitted"),
      (try holder(profession: 60, specialities: ["SM26"]), "rule “r”: profession 60 is not admitted"),
      (try holder(type: .cpf, specialities: ["SM26"]), "rule “r”: a CPF card is not admitted"),
      (try holder(type: .cpe, specialities: ["SM26"]), "rule “r”: a CPE card is not admitted"),
      (
        try holder(specialities: ["SM26"], evidence: .tls),
        "rule “r”: evidence of the kind “tls” is not enough"
      ),
    ]
    for (holder, explanation) in refused {
      let decision = try decide(rules, holder)
      #expect(decision.refusal == CPSError(.deniedByPolicy))
      #expect(decision.explanation[.english] == explanation)
      #expect(decision.explanation[.french].hasPrefix("règle « r » : "))
    }
  }

  @Test func aForbiddingRuleWinsWhereverItStands() throws {
    let person = CardCondition(
      types: Set(CardType.allCases), professions: nil, evidence: Set(Evidence.allCases),
      persons: [try NationalIdentifier("899900123011")])
    let forbidding = rule("suspended", .forbid, .card(person), on: .every)
    for rules in [[forbidding, rule(card())], [rule(card()), forbidding]] {
      let decision = try decide(rules, try holder())
      #expect(decision.refusal == CPSError(.deniedByPolicy))
      #expect(decision.rule == "suspended")
      #expect(try decide(rules, try holder(person: "899900123029")).isAllowed)
    }
  }

  @Test func closingEverythingClosesEverything() throws {
    let rules = [
      rule(card()), rule("a", .allow, .everyAccount), rule("closed", .forbid, .everyone, on: .every),
    ]
    for holder in [try holder(), try account()] {
      #expect(try decide(rules, holder).rule == "closed")
    }
  }

  @Test func accountsReachOnlyWhatIsOpenedToAccounts() throws {
    #expect(try decide([rule(card())], try account()).refusal == CPSError(.cardRequired))
    let named = [rule("n", .allow, .accounts([try AccountName("alix")]))]
    #expect(try decide(named, try account()).isAllowed)
    #expect(try decide(named, try account("camille")).refusal == CPSError(.deniedByPolicy))
    #expect(try decide(named, try holder()).refusal == CPSError(.deniedByPolicy))
    #expect(try decide([rule("e", .allow, .everyAccount)], try account("camille")).isAllowed)
  }

  @Test func staffCardsBearNoProfession() throws {
    let rules = [rule(card([.cpe, .cpa], professions: nil))]
    #expect(try decide(rules, try holder(type: .cpe, profession: nil)).isAllowed)
    #expect(try !decide(rules, try holder(type: .cps)).isAllowed)
  }

  /// Even one whose certificate was made to name a profession: staff exercise none.
  @Test(arguments: [CardType.cpe, .cpa])
  func `rule 9 a card of staff passes nothing that asks for the card of a professional`(
    type: CardType
  ) throws {
    let staff = try holder(type: type, profession: 10, specialities: ["SM26"])
    #expect(try !decide([rule(card())], staff).isAllowed)
    #expect(try !decide([rule(card([.cps, .cpf]))], staff).isAllowed)
    let forbidding = rule(
      "physicians", .forbid, card(Set(CardType.allCases), professions: [.physician]), on: .every)
    let opened = rule(card([type], professions: nil))
    #expect(try decide([opened, forbidding], staff).isAllowed)
  }

  @Test func aPersonInTrainingMayBearNoProfession() throws {
    let decision = try decide([rule(card([.cpf]))], try holder(type: .cpf, profession: nil))
    #expect(decision.explanation[.english] == "rule “r”: the card bears no profession")
  }

  @Test func aRuleThatOpensTooMuchOrNothingIsRefused() throws {
    let unknown = try #require(ProfessionCode(rawValue: 999))
    #expect(!unknown.isKnown)
    #expect(SpecialityCode(rawValue: "SM99")?.isKnown == false)
    let wrong: [PolicyRule] = [
      rule(.everyone), rule("r", .allow, card(), on: .every), rule(card(professions: nil)),
      rule(card([.cpe, .cps], professions: nil)), rule(card([.cpe, .cps])), rule(card([.cpa, .cpf])),
      rule(card([.cpe])), rule(card([.cpe], professions: nil, specialities: ["SM26"])),
      rule(card(specialities: ["SM99"])), rule(card(specialities: ["SM26", "SM99"])),
      rule(card(professions: [])),
      rule(card(professions: [unknown])), rule(card(professions: [.physician, unknown])), rule(card([])),
      rule(card(specialities: [])), rule(card(evidence: [])), rule(.accounts([])),
      rule("r", .allow, card(), on: .named([])), rule("r", .allow, card(), on: .named(["Not A Name"])),
      rule("", .allow, card()), rule("default", .allow, card()), rule("a\nb", .allow, card()),
      rule(String(repeating: "r", count: 65), .allow, card()),
    ]
    for rule in wrong {
      #expect(throws: CPSError(.configurationInvalid)) { try Policy(version: "1", rules: [rule]) }
    }
    #expect(throws: CPSError(.configurationInvalid)) {
      try Policy(version: "1", rules: [rule(card()), rule(card())])
    }
    for version in ["", "a\u{7}"] {
      #expect(throws: CPSError(.configurationInvalid)) { try Policy(version: version, rules: []) }
    }
  }

  @Test(arguments: [999, 0, 13])
  func anUnknownProfessionNeverAuthorises(code: Int) throws {
    let professions = Set((0...999).compactMap(ProfessionCode.init(rawValue:)).filter(\.isKnown))
    let profession = try #require(ProfessionCode(rawValue: code))
    #expect(!profession.isKnown)
    #expect(try !decide([rule(card(professions: professions))], try holder(profession: code)).isAllowed)
  }
}
