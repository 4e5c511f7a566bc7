import CPSDiagnostics
import CPSPrimitives
import CPSTrust
import OpenSSLKit
import SyntheticIGC
import TestSupport
import Testing

/// Every reason against a certificate, and the same judgement as a login makes.
@Suite struct CertificateExaminerTests {
  private let bench: TrustBench
  private var tree: TestTree { bench.tree }

  init() throws {
    bench = try TrustBench()
    try bench.fill()
    _ = try bench.store.importItem(at: bench.source, at: TestTree.now)
  }

  private func examined(
    _ der: [UInt8], accepting accepted: AcceptedCards = .cps, strictness: ProfileStrictness = .standard,
    register: (any PractitionerRegister)? = nil, at time: Timestamp = TestTree.now
  ) throws -> CertificateExamination {
    try CertificateExaminer(
      bench.store, accepting: accepted, strictness: strictness, register: register, at: time
    )
    .examine(try Certificate(der: der), at: time)
  }

  private func rows(
    _ examination: CertificateExamination, _ weight: ExaminationFinding.Weight = .refusal
  ) -> [CPSError] { examination.findings.filter { $0.weight == weight }.map(\.error) }

  @Test func `a card that would pass has no finding but the register that is not there`() throws {
    let examination = try examined(LeafDraft(in: tree).der())
    #expect(examination.passes)
    #expect(examination.findings.map(\.error) == [CPSError(.registerNotConfigured)])
    #expect(examination.findings.map(\.step) == [.register])
    #expect(examination.revocation?.number == "012c")
    #expect(examination.register == .notConfigured)
    #expect(examination.inspection.kind == .cardAuthentication(.cps))
  }

  @Test func `every reason is told, each at its step and with its rule`() throws {
    var draft = LeafDraft(in: tree)
    draft.profile.validity = .past
    draft.profile.keyUsage = [.nonRepudiation]
    draft.profile.extendedKeyUsage = [.emailProtection]
    draft.profile.category = 0x00
    draft.profile.cardNumber = nil
    draft.profile.subject.commonName = "899900123012"
    draft.profile.subject.title = "Astronaute"
    let found = try examined(draft.der())
    #expect(!found.passes)
    let refusals = found.findings.filter { $0.weight == .refusal }
    #expect(
      refusals.map(\.error) == [
        CPSError(.certificateExpired), CPSError(.environmentMismatch), CPSError(.profileNotCPS),
        CPSError(.profileNotAuthentication), CPSError(.profileNotAuthentication),
        CPSError(.profileNotAuthentication), CPSError(.identityInvalid),
      ])
    #expect(refusals.map(\.rule) == [5, 4, 9, 7, 7, 7, 12])
    #expect(refusals.map(\.step) == [.path, .profile, .profile, .profile, .profile, .profile, .identity])
    let alarms = found.findings.filter { $0.weight == .alarm }
    #expect(alarms.contains { $0.rule == 13 && $0.error == CPSError(.profileDeviation) })
    #expect(found.revocation != nil)
  }

  /// What a login refuses is refused here too, with the same row among the reasons.
  @Test(
    arguments: ProfileRefusalTests.usages + ProfileRefusalTests.cards + ProfileRefusalTests.identities
      + ReadingRefusalTests.structures + ReadingRefusalTests.doubled + ReadingRefusalTests.encodings
      + ReadingRefusalTests.names)
  func `what refuses a login is among the reasons`(refusal: Refusal) throws {
    var draft = LeafDraft(in: tree)
    try refusal.apply(&draft)
    let der = try draft.der()
    guard (try? Certificate(der: der)) != nil else {
      #expect(refusal.row == .certificateMalformed || refusal.row == .keyMalformed)
      return
    }
    let found = try examined(der)
    #expect(!found.passes)
    #expect(rows(found).contains(CPSError(refusal.row)))
  }

  @Test(arguments: InferredRuleTests.departures)
  func `an inferred rule raises an alarm, and refuses when it is hardened`(
    departure: InferredRuleTests.Departure
  ) throws {
    var draft = LeafDraft(in: tree)
    departure.apply(&draft)
    let der = try draft.der()
    let every = AcceptedCards(.cps, .cpf, .cpe, .cpa)
    let soft = try examined(der, accepting: every)
    #expect(soft.passes)
    // Who outlives the authority is also valid for longer than known.
    #expect(Set(rows(soft, .alarm).map(\.diagnostic)) == [.profileDeviation])
    let hard = try examined(
      der, accepting: every, strictness: ProfileStrictness(refusing: [departure.rule]))
    #expect(Set(rows(hard).map(\.diagnostic)) == [.profileDeviation])
  }

  @Test func `a revoked card is refused for that, and for nothing else`() throws {
    var draft = LeafDraft(in: tree)
    draft.profile.serialNumber = [0x11, 0x22]
    let list = try ListDraft(of: tree.authority(.cards), revoking: [[0x11, 0x22]], number: 301).list()
    _ = try bench.store.importItem(at: try bench.write(list.der, "new.crl"), at: TestTree.now)
    let found = try examined(draft.der())
    #expect(rows(found) == [CPSError(.certificateRevoked)])
    #expect(found.findings.first?.step == .revocation)
  }

  @Test func `a list of the root that is out of date does not hide that the card is revoked`() throws {
    var draft = LeafDraft(in: tree)
    draft.profile.serialNumber = [0x11, 0x22]
    let list = try ListDraft(of: tree.authority(.cards), revoking: [[0x11, 0x22]], number: 301).list()
    _ = try bench.store.importItem(at: try bench.write(list.der, "new.crl"), at: TestTree.now)
    let found = try examined(draft.der(), at: moment("2026-11-25T08:00:00Z"))
    #expect(rows(found) == [CPSError(.certificateRevoked), CPSError(.revocationListStale)])
  }

  @Test func `a stale list, and one on grace`() throws {
    let der = try LeafDraft(in: tree).der()
    let late = try examined(der, at: moment("2026-11-22T08:00:00Z"))
    #expect(late.passes)
    #expect(rows(late, .alarm) == [CPSError(.revocationListOverdue), CPSError(.revocationListOverdue)])
    let stale = try examined(der, at: moment("2026-11-25T08:00:00Z"))
    #expect(rows(stale) == [CPSError(.revocationListStale), CPSError(.revocationListStale)])
  }

  @Test func `HN-19 an impostor's card: what follows the issuer cannot be judged, the rest is`() throws {
    var draft = LeafDraft(in: tree)
    draft.signingTree = tree.impostor
    draft.profile.category = 0x83
    let found = try examined(draft.der())
    #expect(rows(found).prefix(1) == [CPSError(.anchorUnknown)])
    #expect(rows(found).contains(CPSError(.profileNotCPS)))
    #expect(found.findings.filter { $0.error == CPSError(.notJudged) }.map(\.step) == [.path, .revocation])
  }

  @Test func `an empty store is a reason, and hides none of the others`() throws {
    var draft = LeafDraft(in: tree)
    draft.profile.keyUsage = nil
    let empty = TrustDirectory(path: bench.folder.path("empty"), pins: try tree.pins())
    let found = try CertificateExaminer(empty, at: TestTree.now)
      .examine(try Certificate(der: draft.der()), at: TestTree.now)
    #expect(rows(found).first == CPSError(.authorityMissing))
    #expect(rows(found).contains(CPSError(.profileNotAuthentication)))
  }

  @Test func `what cannot be read leaves the rest to be judged`() throws {
    var draft = LeafDraft(in: tree)
    draft.set(Extensions.cardNumber("8025000001/26980001"))
    draft.set(CertificateExtension(.igcProfession, value: [0x02, 0x02, 0x00, 0x0A]))
    draft.profile.validity = .past
    let found = try examined(draft.der())
    #expect(
      rows(found) == [
        CPSError(.profileNotCPS), CPSError(.certificateMalformed), CPSError(.certificateExpired),
      ])
    #expect(
      found.findings.filter { $0.error == CPSError(.notJudged) }.map(\.step) == [.profile, .identity])
  }

  private struct Register: PractitionerRegister {
    let answer: Result<RegisterAnswer, CPSError>

    func answer(for person: NationalIdentifier, at moment: Timestamp) throws(CPSError) -> RegisterAnswer {
      try answer.get()
    }
  }

  @Test func `a register that says no, or says nothing, refuses`() throws {
    let der = try LeafDraft(in: tree).der()
    let struckOff = Register(answer: .success(.mayNotPractise(reason: "struck off")))
    #expect(rows(try examined(der, register: struckOff)) == [CPSError(.practitionerNotEntitled)])
    let broken = Register(answer: .failure(CPSError(.internalFault)))
    #expect(rows(try examined(der, register: broken)) == [CPSError(.internalFault)])
    #expect(try examined(der, register: Register(answer: .success(.mayPractise))).findings.isEmpty)
  }
}
