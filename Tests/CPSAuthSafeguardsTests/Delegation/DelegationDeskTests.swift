import CPSAuth
import CPSAuthSafeguards
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust
import OpenSSLKit
import SafeguardChecks
import Testing

@Suite struct DelegationDeskTests {
  /// A register in which nobody may practise any more, once it is told so.
  private struct ClosedRegister: PractitionerRegister {
    let answer: Result<RegisterAnswer, CPSError>

    func answer(for person: NationalIdentifier, at moment: Timestamp) throws(CPSError) -> RegisterAnswer {
      try answer.get()
    }
  }

  private func refused(
    _ diagnostic: Diagnostic, at location: SourceLocation = #_sourceLocation,
    _ body: () async throws -> DelegationSummary
  ) async {
    await #expect(throws: CPSError(diagnostic), sourceLocation: location) { _ = try await body() }
  }

  @Test func `a delegation names everything, and stands in the log before it opens anything`() async throws {
    let scene = try DelegationScene()
    let physician = try await scene.physician()
    let declared = try await scene.desk.declare(try scene.terms("card:2698000301"), as: physician)
    #expect(declared.delegator == physician.identity.nationalIdentifier.text)
    #expect(declared.card == "2698000301" && declared.person == nil && declared.state == .inForce)
    #expect(declared.functions == ["infopatient.lookup"])
    #expect(declared.declaredAt == DelegationScene.noon.rfc3339)
    let measure = try #require(try await events(of: scene).last { $0.kind == .measure })
    #expect(measure.facts["measure"] == "delegation" && measure.facts["act"] == "declared")
    #expect(measure.facts["delegation"] == declared.reference)
    #expect(measure.facts["delegate"] == "card:2698000301")
    #expect(measure.actor?.nationalIdentifier == declared.delegator)
  }

  private func events(of scene: DelegationScene) async throws -> [AuditEvent] {
    try await scene.store.auditRecords(after: 0, limit: 1_000).map {
      try AuditEntry(encoded: $0.content).event
    }
  }

  @Test func `staff delegate nothing, and nobody delegates to themselves`() async throws {
    let scene = try DelegationScene()
    let (physician, secretary) = (try await scene.physician(), try await scene.secretary())
    _ = try await scene.desk.declare(
      try scene.terms("card:\(secretary.card.number.text)"), as: physician)
    await refused(.delegationRefused) {
      try await scene.desk.declare(try scene.terms("card:2698000399"), as: secretary)
    }
    await refused(.delegationRefused) {
      try await scene.desk.declare(
        try scene.terms("card:\(physician.card.number.text)"), as: physician)
    }
    await refused(.delegationRefused) {
      try await scene.desk.declare(
        try scene.terms("person:\(physician.identity.nationalIdentifier.text)"), as: physician)
    }
  }

  @Test func `nobody delegates what is not open to them, or to nobody`() async throws {
    let scene = try DelegationScene()
    let (physician, nurse) = (try await scene.physician(), try await scene.nurse())
    await refused(.delegationRefused) {
      try await scene.desk.declare(try scene.terms("card:2698000301"), as: nurse)
    }
    await refused(.delegationRefused) {
      try await scene.desk.declare(
        try scene.terms("card:2698000301", function: "infopatient.export"), as: physician)
    }
    await refused(.delegationRefused) {
      try await scene.desk.declare(
        try scene.terms("card:2698000301;function:infopatient.lookup", function: "infopatient.export"),
        as: physician)
    }
    #expect(try await events(of: scene).allSatisfy { $0.kind != .measure })
  }

  @Test func `a delegation ends in the future, and not later than the service allows`() async throws {
    let scene = try DelegationScene(rules: try DelegationRules(longest: .seconds(7_200), most: 50))
    let physician = try await scene.physician()
    for life in [Duration.zero, .seconds(-60), .seconds(7_201)] {
      await refused(.delegationRefused) {
        try await scene.desk.declare(try scene.terms("card:2698000301", for: life), as: physician)
      }
    }
    let longest = try scene.terms("card:2698000301", for: .seconds(7_200))
    #expect(try await scene.desk.declare(longest, as: physician).state == .inForce)
  }

  @Test func `one too many is refused until another is over, and one declared anew is no other`() async throws
  {
    let scene = try DelegationScene(rules: try DelegationRules(longest: .seconds(7_200), most: 2))
    let physician = try await scene.physician()
    for card in ["2698000301", "2698000302", "2698000302"] {
      _ = try await scene.desk.declare(try scene.terms("card:\(card)"), as: physician)
    }
    await refused(.delegationRefused) {
      try await scene.desk.declare(try scene.terms("card:2698000303"), as: physician)
    }
    scene.clock.advance(by: .seconds(3_600))
    let again = try await scene.physician()
    _ = try await scene.desk.declare(try scene.terms("card:2698000303"), as: again)
    // What was over is gone with it.
    let listed = try await scene.desk.delegations(try DelegationSelector("own"), as: again)
    #expect(listed.delegations.map(\.card) == ["2698000303"])
  }

  @Test func `a professional sees and revokes their own alone`() async throws {
    let scene = try DelegationScene()
    let (physician, nurse) = (try await scene.physician(), try await scene.nurse())
    _ = try await scene.desk.declare(try scene.terms("card:2698000301"), as: physician)
    for text in ["own", "card:2698000301"] {
      let selector = try DelegationSelector(text)
      #expect(try await scene.desk.delegations(selector, as: nurse).delegations.isEmpty)
      #expect(try await scene.desk.revoke(selector, as: nurse).revoked == 0)
    }
    for text in ["everyone", "delegator:\(physician.identity.nationalIdentifier.text)"] {
      let selector = try DelegationSelector(text)
      await #expect(throws: CPSError(.delegationInvalid)) {
        _ = try await scene.desk.delegations(selector, as: nurse)
      }
      await #expect(throws: CPSError(.delegationInvalid)) {
        _ = try await scene.desk.revoke(selector, as: physician)
      }
    }
    #expect(try await scene.desk.delegations(DelegationSelector("own"), as: physician).delegations.count == 1)
    let card = try DelegationSelector("card:2698000301")
    #expect(try await scene.desk.revoke(card, as: physician).revoked == 1)
    #expect(try await scene.desk.revoke(card, as: physician).revoked == 0)
  }

  @Test func `a card and a person together mean both`() async throws {
    let scene = try DelegationScene()
    let (physician, secretary) = (try await scene.physician(), try await scene.secretary())
    let card = "card:\(secretary.card.number.text)"
    _ = try await scene.desk.declare(try scene.terms("\(card);person:30B0999999/CPE0002"), as: physician)
    #expect(try await scene.refusal(of: secretary) == .delegationRequired)
    let person = secretary.identity.nationalIdentifier.text
    _ = try await scene.desk.declare(try scene.terms("\(card);person:\(person)"), as: physician)
    #expect(try await scene.refusal(of: secretary) == nil)
    #expect(try await scene.refusal(of: try await scene.secretary(1)) == .delegationRequired)
  }

  @Test func `delegations outlive the exchange of the secret that seals them`() async throws {
    let random = SystemRandomSource()
    let (clock, bytes) = (ManualClock(DelegationScene.noon), try random.bytes(32))
    let store = try MemoryStore(environment: .synthetic, random: random)
    let key = try AuditKey(epoch: "check", try SecretBytes(copying: try random.bytes(32)))
    let old = try ServiceSecret(from: random)
    let before = try DelegationScene(over: store, old, key, clock: clock)
    let terms = try before.terms("card:2698000301")
    _ = try await before.desk.declare(terms, as: try await before.physician())
    let both = try ServiceSecret(try SecretBytes(copying: bytes), alsoAccepting: [old])
    #expect(try await DelegationBook(in: store, sealedBy: both).sealAnew() == 1)
    let new = try ServiceSecret(try SecretBytes(copying: bytes))
    let after = try DelegationScene(over: store, new, key, clock: clock)
    let found = try await after.desk.delegations(
      DelegationSelector("own"), as: try await after.physician())
    #expect(found.delegations.map(\.card) == ["2698000301"])
  }

  @Test func `a delegator whose card is revoked lends nothing any more`() async throws {
    let scene = try DelegationScene()
    let (physician, secretary) = (try await scene.physician(), try await scene.secretary())
    _ = try await scene.desk.declare(
      try scene.terms("card:\(secretary.card.number.text)"), as: physician)
    #expect(try await scene.refusal(of: secretary) == nil)
    scene.clock.advance(by: .seconds(1))
    try scene.revokePhysician()
    #expect(try await scene.refusal(of: secretary) == .delegationRequired)
    let listed = try await scene.desk.delegations(DelegationSelector("own"), as: physician)
    #expect(listed.delegations.map(\.state) == [.orphaned])
  }

  @Test func `a delegator who may practise no more, or of whom nobody can tell, lends nothing`() async throws
  {
    let answers: [(Result<RegisterAnswer, CPSError>, Diagnostic?)] = [
      (.success(.mayPractise), nil), (.success(.notCovered), nil),
      (.success(.mayNotPractise(reason: "struck off")), .delegationRequired),
      (.failure(CPSError(.storeUnavailable)), .delegationRequired),
    ]
    for (answer, expected) in answers {
      let scene = try DelegationScene(register: ClosedRegister(answer: answer))
      let (physician, secretary) = (try await scene.physician(), try await scene.secretary())
      _ = try await scene.desk.declare(
        try scene.terms("card:\(secretary.card.number.text)"), as: physician)
      #expect(try await scene.refusal(of: secretary) == expected)
    }
  }
}
