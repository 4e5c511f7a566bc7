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

  static let departures: [Departure] = [
    Departure(.smartcardLogon) { $0.profile.extendedKeyUsage = [.clientAuthentication] },
    Departure(.encipherment) { $0.profile.keyUsage = [.digitalSignature, .keyEncipherment] },
    Departure(.policy) { $0.profile.policy = "1.2.3.4" },
    Departure(.policy) { $0.profile.policy = nil },
    Departure(.professionKnown) { $0.profile.profession = 11 },
    Departure(.title) { $0.profile.subject.title = "Pharmacien" },
    Departure(.title) { $0.profile.subject.title = nil },
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

  @Test(arguments: departures)
  func aDepartureAlarms(departure: Departure) throws {
    let tree = try TestTree.shared.get()
    var draft = LeafDraft(in: tree)
    departure.apply(&draft)
    let professional = try tree.logIn(with: try draft.der(), by: try tree.verifier())
    #expect(professional.alarms.contains(CPSError(.profileDeviation)))
    #expect(professional.alarms.contains { $0.reason?.hasSuffix(departure.rule.rawValue) == true })
  }

  @Test(arguments: departures)
  func aDepartureRefusesWhereItsRuleIsHardened(departure: Departure) throws {
    let tree = try TestTree.shared.get()
    var draft = LeafDraft(in: tree)
    departure.apply(&draft)
    let certificate = try draft.der()
    for strictness in [ProfileStrictness.hardened, ProfileStrictness(refusing: [departure.rule])] {
      let verifier = try tree.verifier(strictness: strictness)
      #expect(throws: CPSError(.profileDeviation)) { try tree.logIn(with: certificate, by: verifier) }
    }
  }

  @Test func everyInferredRuleHasADeparture() {
    #expect(Set(Self.departures.map(\.rule)) == Set(InferredRule.allCases))
  }

  @Test func aCardOfTheProfileLogsInWithEveryRuleHardened() throws {
    let tree = try TestTree.shared.get()
    let verifier = try tree.verifier(strictness: .hardened)
    let professional = try tree.logIn(with: try LeafDraft(in: tree).der(), by: verifier)
    #expect(professional.alarms.isEmpty)
  }
}
