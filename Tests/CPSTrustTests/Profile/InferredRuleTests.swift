import CPSDiagnostics
import CPSTrust
import OpenSSLKit
import SyntheticIGC
import Testing

/// What departs from an inferred rule alarms, and refuses only where the administrator hardened that rule.
@Suite struct InferredRuleTests {
  struct Departure: Sendable, CustomTestStringConvertible {
    let rule: InferredRule
    let apply: @Sendable (inout LeafDraft) -> Void

    init(_ rule: InferredRule, _ apply: @escaping @Sendable (inout LeafDraft) -> Void) {
      self.rule = rule
      self.apply = apply
    }

    var testDescription: String { rule.rawValue }
  }

  private static let staff = LeafProfile.cpeAuthentication(
    cardNumber: LeafDraft.cardNumber, validity: .fixture)

  static let departures: [Departure] = [
    Departure(.smartcardLogon) { $0.profile.extendedKeyUsage = [.clientAuthentication] },
    Departure(.encipherment) { $0.profile.keyUsage = [.digitalSignature, .keyEncipherment] },
    Departure(.policy) { $0.profile.policy = "1.2.3.4" },
    Departure(.policy) { $0.profile.policy = nil },
    Departure(.professionKnown) { $0.profile.profession = 11 },
    Departure(.specialityKnown) { $0.profile.specialities = ["SM26", "SM99"] },
    Departure(.title) { $0.profile.subject.title = "Pharmacien" },
    Departure(.title) { $0.profile.subject.title = nil },
    Departure(.staffProfession) {
      $0.profile = staff
      $0.profile.profession = 10
      $0.profile.subject.title = "Médecin"
    },
    Departure(.staffProfession) {
      $0.profile = staff
      $0.profile.specialities = ["SM26"]
    },
    Departure(.employer) {
      $0.profile = staff
      $0.profile.subject.organisationIdentifier = nil
    },
    Departure(.employer) {
      $0.profile = staff
      $0.profile.subject.organisationIdentifier = "10B0999998"
    },
    Departure(.employer) {
      $0.profile = staff
      $0.profile.subject.organisationIdentifier = "1760021833"
      $0.profile.subject.commonName = "3760021833/CPE0001"
      $0.profile.userPrincipalName = nil
    },
    Departure(.userPrincipalName) { $0.profile.userPrincipalName = "8.99900123029@carte-cps.fr" },
    Departure(.hierarchyEnd) {
      $0.profile.validity = LeafValidity(
        from: moment("2026-01-01T00:00:00Z"), to: moment("2033-06-26T00:00:00Z"))
    },
    Departure(.validityCap) {
      $0.profile.validity = LeafValidity(
        from: moment("2026-01-01T00:00:00Z"), to: moment("2032-02-01T00:00:00Z"))
    },
  ]

  private let everyCard = AcceptedCards(.cps, .cpf, .cpe, .cpa)

  @Test(arguments: departures)
  func aDepartureAlarms(departure: Departure) throws {
    let tree = try TestTree.shared.get()
    var draft = LeafDraft(in: tree)
    departure.apply(&draft)
    let professional = try tree.logIn(with: try draft.der(), by: try tree.verifier(accepting: everyCard))
    #expect(professional.alarms.contains(CPSError(.profileDeviation)))
    #expect(professional.alarms.contains { $0.reason?.hasSuffix(departure.rule.rawValue) == true })
  }

  @Test(arguments: departures)
  func `a departure from an inferred rule refuses where that rule is hardened`(departure: Departure) throws {
    let tree = try TestTree.shared.get()
    var draft = LeafDraft(in: tree)
    departure.apply(&draft)
    let certificate = try draft.der()
    for strictness in [ProfileStrictness.hardened, ProfileStrictness(refusing: [departure.rule])] {
      let verifier = try tree.verifier(accepting: everyCard, strictness: strictness)
      #expect(throws: CPSError(.profileDeviation)) { try tree.logIn(with: certificate, by: verifier) }
    }
  }

  @Test func everyInferredRuleHasADeparture() {
    // That of signature certificates has its test beside their verifier.
    #expect(Set(Self.departures.map(\.rule)) == Set(InferredRule.allCases).subtracting([.emailProtection]))
  }

  @Test func aCardOfStaffLogsInWithEveryRuleHardened() throws {
    let tree = try TestTree.shared.get()
    let verifier = try tree.verifier(accepting: everyCard, strictness: .hardened)
    let professional = try tree.logIn(with: try LeafDraft(in: tree, Self.staff).der(), by: verifier)
    #expect(professional.alarms.isEmpty)
  }

  @Test func aCardOfTheProfileLogsInWithEveryRuleHardened() throws {
    let tree = try TestTree.shared.get()
    let verifier = try tree.verifier(strictness: .hardened)
    let professional = try tree.logIn(with: try LeafDraft(in: tree).der(), by: verifier)
    #expect(professional.alarms.isEmpty)
  }
}
