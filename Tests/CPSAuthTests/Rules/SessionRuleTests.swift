import CPSAuth
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSTrust
import SyntheticIGC
import Testing

/// Rules 17, 26 and 30 of igc-sante.md section 4: what becomes of a certificate once it has logged in.
@Suite struct SessionRuleTests {
  private let bench: ServiceBench

  init() throws { bench = try ServiceBench() }

  @Test func `rule 17 a session lives on under newer lists while its card is good`() async throws {
    let opened = try await bench.logIn()
    let world = try ServiceBench.world.get()
    try world.publish(in: bench.book, revoking: [], at: bench.clock.now() + .seconds(60))
    bench.clock.advance(by: .seconds(120))
    #expect(try await bench.recognise(opened.token).requireCard().holder == opened.session.holder)
  }

  @Test func `rule 17 a session of a card that is revoked ends at its next request`() async throws {
    let card = try ServiceBench.physician
    let opened = try await bench.logIn(with: card)
    let world = try ServiceBench.world.get()
    try world.publish(
      in: bench.book, revoking: [card.certificate], at: bench.clock.now() + .seconds(60))
    bench.clock.advance(by: .seconds(120))
    await expect(.certificateRevoked) { try await bench.recognise(opened.token) }
    await expect(.sessionCardRefused) { try await bench.recognise(opened.token) }
  }

  @Test func `rule 26 the renewed card of a person is the same holder`() async throws {
    let world = try ServiceBench.world.get()
    let renewed = try await bench.logIn(with: try world.issueCard(to: .physician, serial: "98000303"))
    let former = try await bench.logIn()
    #expect(renewed.session.card.number != former.session.card.number)
    #expect(renewed.session.grant.holder.storeKey == former.session.grant.holder.storeKey)
    #expect(renewed.session.holder.issuerKeyIdentifier == former.session.holder.issuerKeyIdentifier)
  }

  /// Neither the card's number nor the name is the person.
  @Test func `rule 26 another person under the same card number and name is another holder`() async throws {
    var namesake = SyntheticProfessional.physician
    namesake.nationalIdentifier = SyntheticProfessional.pharmacist.nationalIdentifier
    let world = try ServiceBench.world.get()
    let other = try await bench.logIn(with: try world.issueCard(to: namesake, serial: "98000201"))
    let former = try await bench.logIn()
    #expect(other.session.card.number == former.session.card.number)
    #expect(other.session.identity.familyName == former.session.identity.familyName)
    #expect(other.session.grant.holder.storeKey != former.session.grant.holder.storeKey)
  }

  @Test func `rule 30 a login names certificate, issuer, serial number, list and register`() async throws {
    let opened = try await bench.logIn()
    let facts = try #require(try await bench.events(.login).first).facts
    let holder = opened.session.holder
    #expect(facts["certificate"] == Hexadecimal.encode(holder.certificateSHA256))
    #expect(facts["issuer-key"] == Hexadecimal.encode(holder.issuerKeyIdentifier))
    #expect(facts["serial"] == Hexadecimal.encode(holder.serialNumber))
    #expect(facts["crl-number"] == holder.revocation.number)
    #expect(facts["crl-this-update"] == holder.revocation.thisUpdate.rfc3339)
    #expect(facts["register"] == "not-configured")
    #expect(facts["evidence"] == "proof")
  }

  @Test func `rule 27 every decision says what the register said, or that there is none`() async throws {
    let session = try await bench.logIn().session
    let number = try NIR("2550814168025")
    _ = try await bench.gate.perform(Lookup.self, as: session, about: number) { permit in
      _ = try permit.redeem()
      return nil
    }
    #expect(try await bench.events(.decision).map { $0.facts["register"] } == ["not-configured"])
    let staff = try ServiceBench(
      accepting: AcceptedCards(.cps, .cpe), register: OneKindRegister(kind: .rpps, may: ["899900123011"]))
    for card in [try ServiceBench.physician, try ServiceBench.world.get().issueStaffCard(serial: "98000305")]
    {
      let session = try await staff.logIn(with: card).session
      await #expect(throws: (any Error).self) {
        try await staff.gate.perform(Lookup.self, as: session, about: number) { _ in throw Unexpected() }
      }
    }
    #expect(
      try await staff.events(.decision).map { $0.facts["register"] } == ["may-practise", "not-covered"])
    await expect(.practitionerNotEntitled) { try await staff.logIn(with: try ServiceBench.nurse) }
  }

  private struct Unexpected: Error {}

  /// A register that knows one kind of number.
  private struct OneKindRegister: PractitionerRegister {
    let kind: NationalIdentifierKind
    let may: Set<String>

    func answer(for person: NationalIdentifier, at moment: Timestamp) throws(CPSError) -> RegisterAnswer {
      guard person.kind == kind else { return .notCovered }
      return may.contains(person.text) ? .mayPractise : .mayNotPractise(reason: "not in the register")
    }
  }

  @Test func `rule 30 no entry holds a token, and a refusal says which rule failed`() async throws {
    let opened = try await bench.logIn()
    await expect(.profileNotCPS) {
      try await bench.logIn(with: try ServiceBench.world.get().issueStaffCard(serial: "98000304"))
    }
    let refusal = try #require(try await bench.events(.alarm).first)
    #expect(refusal.diagnostic == "trust.not-cps")
    #expect(refusal.facts["reason"]?.hasPrefix("rule 2: ") == true)
    for record in try await bench.store.auditRecords(after: 0, limit: 100) {
      #expect(!String(decoding: record.content, as: UTF8.self).contains(opened.token.text))
    }
  }
}
