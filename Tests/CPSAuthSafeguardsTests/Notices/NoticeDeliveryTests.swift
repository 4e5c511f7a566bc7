import CPSAuth
import CPSAuthSafeguards
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import Testing

@Suite struct NoticeDeliveryTests {
  private let scene: NoticeScene

  init() throws { scene = try NoticeScene() }

  @Test func `what is queued is handed over once, and written down without the address`() async throws {
    let name = try await scene.outbox.queue(scene.notice())
    #expect(try await scene.delivery().round().isEmpty)
    #expect(try await scene.delivery().round().isEmpty)
    #expect(scene.transport.taken.map(\.id) == ["\(name)@service.example"])
    #expect(
      scene.transport.taken.first?.body.french
        == "Bonjour Léa de https://service.example, code 4711. 01 02 03 04 05")
    #expect(try await scene.acts() == ["sent"])
    #expect(try await scene.outbox.waiting(atMost: 10) == 0)
    for record in await scene.store.auditRecords(after: 0, limit: 10) {
      #expect(!String(decoding: record.content, as: UTF8.self).contains("lea@example.fr"))
    }
  }

  @Test func `no code that is made at delivery stands in the store`() async throws {
    try await scene.outbox.queue(scene.notice())
    let records = await scene.store.records("notice", group: nil, afterName: nil, limit: 10)
    #expect(records.count == 1)
    #expect(records.allSatisfy { !String(decoding: $0.content, as: UTF8.self).contains("4711") })
  }

  @Test func `what is not taken waits longer each time and leaves under one Message-ID`() async throws {
    try await scene.outbox.queue(scene.notice())
    scene.transport.refuse(3)
    let delivery = try scene.delivery()
    for wait in [60, 120, 240] {
      #expect(await delivery.round() == [CPSError(.noticeNotSent, ["detail": "test"])])
      scene.clock.advance(by: .seconds(wait - 1))
      #expect(await delivery.round().isEmpty)
      #expect(scene.transport.taken.isEmpty)
      scene.clock.advance(by: .seconds(1))
    }
    #expect(await delivery.round().isEmpty)
    #expect(scene.transport.taken.count == 1)
    #expect(scene.transport.taken.first?.queuedAt == scene.clock.now() - .seconds(420))
  }

  @Test func `one that nobody took in its time is given up, loudly`() async throws {
    try await scene.outbox.queue(scene.notice())
    scene.transport.refuse(.max)
    let delivery = try scene.delivery()
    _ = await delivery.round()
    scene.clock.advance(by: OutgoingNotice.standardLife)
    #expect(await delivery.round() == [CPSError(.noticeGivenUp)])
    #expect(await delivery.round().isEmpty)
    #expect(try await scene.acts() == ["given-up"])
    let last = try #require(await scene.store.auditRecords(after: 0, limit: 10).last)
    #expect(try AuditEntry(encoded: last.content).event.kind == .alarm)
  }

  @Test func `one that is given up is not forgotten before the log says so`() async throws {
    try await scene.outbox.queue(scene.notice(until: scene.clock.now() + .seconds(60)))
    scene.clock.advance(by: .seconds(60))
    let broken = AuditLog(
      store: FailingApply(scene.store), clock: scene.clock, random: SeededRandomSource(seed: 10))
    #expect(await (try scene.delivery(into: broken)).round().map(\.diagnostic) == [.auditUnavailable])
    #expect(try await scene.outbox.waiting(atMost: 10) == 1)
    // Whoever claimed it has its time; then it is anybody's.
    #expect(try await scene.delivery().round().isEmpty)
    scene.clock.advance(by: .seconds(300))
    #expect(try await scene.delivery().round() == [CPSError(.noticeGivenUp)])
    #expect(try await scene.acts() == ["given-up"])
    #expect(scene.transport.taken.isEmpty)
  }

  @Test func `one whose time ends while it waits is given up then`() async throws {
    try await scene.outbox.queue(scene.notice(until: scene.clock.now() + .seconds(30)))
    scene.transport.refuse(1)
    #expect(try await scene.delivery().round() == [CPSError(.noticeNotSent, ["detail": "test"])])
    scene.clock.advance(by: .seconds(30))
    #expect(try await scene.delivery().round() == [CPSError(.noticeGivenUp)])
    #expect(scene.transport.taken.isEmpty)
  }

  @Test func `a host that died while it sent leaves the notice to another, under the same id`() async throws {
    let name = try await scene.outbox.queue(scene.notice())
    // Taken by the transport, then the store was gone: the claim stands in the record, and the notice is there.
    let book = try #require(
      await scene.store.records("notice", group: nil, afterName: nil, limit: 1).first)
    let stalled = StallingNoticeTransport()
    let first = Task { [scene] in try await scene.delivery(over: stalled).round() }
    await stalled.waitUntilReached()
    #expect(try await scene.delivery().round().isEmpty)
    #expect(scene.transport.taken.isEmpty)
    scene.clock.advance(by: .seconds(301))
    #expect(try await scene.delivery().round().isEmpty)
    #expect(scene.transport.taken.map(\.id) == ["\(name)@service.example"])
    stalled.release()
    _ = try await first.value
    #expect(book.name == name)
    #expect(try await scene.outbox.waiting(atMost: 10) == 0)
  }

  @Test func `three refusals in a row end a round, and those behind come in a later one`() async throws {
    for _ in 0..<5 { try await scene.outbox.queue(scene.notice()) }
    scene.transport.refuse(3)
    let delivery = try scene.delivery()
    #expect(await delivery.round().count == 3)
    #expect(await delivery.round().isEmpty)
    #expect(scene.transport.taken.count == 2)
  }

  @Test func `a notice goes with what it is about, or not at all`() async throws {
    let notice = try scene.outbox.change(queueing: scene.notice())
    let other = RecordChange("thing", "one", expecting: 7, result: .content([1], group: nil))
    #expect(await scene.store.apply([notice, other]) == false)
    #expect(try await scene.outbox.waiting(atMost: 10) == 0)
  }

  @Test func `a record that somebody wrote into the store is not sent`() async throws {
    let forged = Array(#"00000000000000000000000000000000{"schema":1}"#.utf8)
    _ = try await scene.store.apply([
      RecordChange("notice", "00000000000000-00", expecting: nil, result: .content(forged, group: nil))
    ])
    let faults = try await scene.delivery().round()
    #expect(faults.map(\.diagnostic) == [.storeCorrupt])
    #expect(scene.transport.taken.isEmpty)
  }
}
