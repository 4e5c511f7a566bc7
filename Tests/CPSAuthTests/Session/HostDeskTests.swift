import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import OpenSSLKit
import TestSupport
import Testing

@testable import CPSAuth

@Suite struct HostDeskTests {
  private let audit: AuditBench
  private let bench: ServiceBench
  private let desk: HostDesk

  init() throws {
    audit = try AuditBench()
    bench = try ServiceBench(store: audit.store, sealingTo: audit.recipients)
    // Another process than the service: another writer of the same log.
    desk = HostDesk(
      of: audit.otherProcess(), limits: .standard, clock: bench.clock,
      actingFor: HostOperator(name: "anna", user: "root", host: "portal-1"))
  }

  private func kinds(after sequence: Int64) async throws -> [AuditEvent.Kind] {
    try await audit.entries().filter { $0.sequence > sequence }.map(\.event.kind)
  }

  @Test func `CC-06 what is ended at the host is dead at the next request, and the log says who did it`()
    async throws
  {
    let physician = try await bench.logIn()
    let nurse = try await bench.logIn(with: try ServiceBench.nurse)
    let before = try #require(try await audit.store.auditHead()).sequence
    let answer = try await desk.end(
      try SessionSelector("card:2698000201"), because: try AccessReason("stolen card"))
    #expect(answer.ended == 1)
    await expect(.sessionEndedByAdministrator) { try await bench.recognise(physician.token) }
    _ = try await bench.recognise(nurse.token)
    #expect(try await kinds(after: before).prefix(4) == [.segment, .hostAct, .sessionEnded, .outcome])
    let act = try #require(try await audit.entries().first { $0.event.kind == .hostAct })
    #expect(act.event.actor == AuditActor(hostOperator: "anna"))
    #expect(act.event.function == SessionRemoval.name)
    #expect(act.event.isAllowed == nil)
    #expect(act.event.reason == "stolen card")
    #expect(act.event.facts == ["host": "portal-1", "host-user": "root"])
    let ended = try #require(try await bench.events(.sessionEnded).first)
    #expect(ended.actor == AuditActor(hostOperator: "anna"))
    #expect(ended.count == 1)
    #expect(ended.facts["card"] == "2698000201")
    let outcome = try #require(try await audit.entries().last { $0.event.kind == .outcome })
    #expect(outcome.event.decision == act.sequence)
    #expect(outcome.event.outcome == .found)
    #expect(try await AuditVerifier.verify(audit.store) != nil)
  }

  @Test func `whom a look was about is sealed to the officers, in a segment of its own`() async throws {
    let physician = try await bench.logIn()
    let selection = "person:\(physician.session.grant.holder.storeKey)"
    let listing = try await desk.sessions(try SessionSelector(selection))
    #expect(listing.sessions.map(\.reference) == [physician.session.grant.reference])
    var opener = try SubjectOpener(as: audit.officer.certificate, with: audit.officer.key)
    let entries = try await audit.entries()
    for entry in entries { opener.note(entry) }
    let act = try #require(entries.first { $0.event.kind == .hostAct })
    #expect(try opener.subject(of: act) == selection)
    #expect(act.event.facts.values.allSatisfy { !selection.hasSuffix($0) })
    #expect(try await bench.events(.outcome).last?.disclosed == ["sessions"])
  }

  @Test func `nobody there is an outcome, too`() async throws {
    #expect(try await desk.sessions(try SessionSelector("everyone")).sessions.isEmpty)
    #expect(try await desk.end(try SessionSelector("account:nobody")).ended == 0)
    #expect(try await bench.events(.outcome).map(\.outcome) == [.notFound, .notFound])
    #expect(try await bench.events(.sessionEnded).isEmpty)
  }

  @Test func `what cannot be written down is not done`() async throws {
    let physician = try await bench.logIn()
    audit.store.fail(.audit)
    await expect(.auditUnavailable) { _ = try await desk.end(try SessionSelector("everyone")) }
    await expect(.auditUnavailable) { _ = try await desk.sessions(try SessionSelector("everyone")) }
    audit.store.fail(nil)
    _ = try await bench.recognise(physician.token)
  }
}
