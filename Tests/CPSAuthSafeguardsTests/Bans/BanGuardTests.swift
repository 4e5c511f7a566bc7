import CPSAuth
import CPSAuthSafeguards
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import Testing

@Suite struct BanGuardTests {
  private let scene: NoticeScene
  private let book: BanBook
  private let banGuard: BanGuard
  private let host = AuditActor(hostOperator: "root")

  init() throws {
    scene = try NoticeScene()
    book = BanBook(in: scene.store, sealedBy: scene.secret, auditLog: scene.auditLog, clock: scene.clock)
    banGuard = BanGuard(by: book, clock: scene.clock)
  }

  private func ban(
    _ network: String, _ scope: BanScope = .passwords, for life: Duration = .seconds(3_600)
  ) async throws {
    let order = try BanOrder(
      AddressBlock(network), from: scope, until: scene.clock.now() + life, because: AccessReason("robot"))
    try await book.add(order, by: host)
    try await banGuard.refresh()
  }

  private func isRefused(_ address: String, password: Bool = true) -> Bool {
    do throws(CPSError) {
      try banGuard.admit(IPAddress(address), usesPassword: password)
      return false
    } catch { return error == CPSError(.banned) }
  }

  @Test func `a ban on passwords leaves cards alone`() async throws {
    try await ban("192.0.2.0/24")
    #expect(isRefused("192.0.2.9"))
    #expect(isRefused("::ffff:192.0.2.9"))
    #expect(!isRefused("192.0.2.9", password: false))
    #expect(!isRefused("192.0.3.9"))
  }

  @Test func `a ban on everything leaves every other network alone, and who has no address`() async throws {
    try await ban("2001:db8::/48", .everything)
    #expect(isRefused("2001:db8::1", password: false))
    #expect(!isRefused("2001:db8:1::1", password: false))
    #expect(throws: Never.self) { try banGuard.admit(nil, usesPassword: true) }
  }

  @Test func `of bans within each other each counts for itself`() async throws {
    try await ban("192.0.2.0/24", .passwords)
    try await ban("192.0.2.7", .everything)
    #expect(isRefused("192.0.2.7", password: false))
    #expect(!isRefused("192.0.2.8", password: false))
    #expect(isRefused("192.0.2.8"))
  }

  @Test func `a ban ends at its expiry, with the table as it is, and once in the log`() async throws {
    try await ban("192.0.2.0/24")
    scene.clock.advance(by: .seconds(3_599))
    #expect(isRefused("192.0.2.9"))
    scene.clock.advance(by: .seconds(1))
    #expect(!isRefused("192.0.2.9"))
    #expect(await banGuard.round().isEmpty)
    #expect(await banGuard.round().isEmpty)
    #expect(try await scene.acts().count { $0 == "expired" } == 1)
    #expect(try await book.all().isEmpty)
  }

  @Test func `a ban that is lifted is lifted, and one that is not there cannot be`() async throws {
    try await ban("192.0.2.0/24")
    #expect(try await book.lift(AddressBlock("192.0.2.0/24"), by: host).takenBy == "host:root")
    try await banGuard.refresh()
    #expect(!isRefused("192.0.2.9"))
    await #expect(throws: CPSError(.banUnknown, ["network": "192.0.2.0/24"])) {
      try await book.lift(AddressBlock("192.0.2.0/24"), by: host)
    }
    try await ban("192.0.2.0/24")
    await #expect(throws: CPSError(.banUnknown, ["network": "192.0.2.9"])) {
      try await book.lift(AddressBlock("192.0.2.9"), by: host)
    }
    #expect(try await scene.acts() == ["taken", "lifted", "taken"])
  }

  @Test(arguments: [.zero, .seconds(-1), BanOrder.longestLife + .seconds(1)] as [Duration])
  func `an expiry that has passed, or is more than a year away, is refused`(life: Duration) async throws {
    await #expect(throws: CPSError.self) { try await ban("192.0.2.0/24", for: life) }
    #expect(try await book.all().isEmpty)
    #expect(try await scene.acts().isEmpty)
  }

  @Test func `hits are counted, and the log is told at once and then by the hour`() async throws {
    try await ban("192.0.2.0/24", for: .seconds(86_400))
    for _ in 0..<1_000 { #expect(isRefused("192.0.2.9")) }
    #expect(await banGuard.round().isEmpty)
    for _ in 0..<10 {
      for _ in 0..<7 { #expect(isRefused("192.0.2.10")) }
      scene.clock.advance(by: .seconds(60))
      #expect(await banGuard.round().isEmpty)
    }
    #expect(try await scene.acts() == ["taken", "hits"])
    scene.clock.advance(by: .seconds(3_600))
    #expect(isRefused("192.0.2.10"))
    #expect(await banGuard.round().isEmpty)
    let counts = try await scene.store.auditRecords(after: 0, limit: 100).compactMap {
      try AuditEntry(encoded: $0.content).event.count
    }
    #expect(counts == [1_000, 71])
    let all = try await book.all()
    #expect(all.map(\.hits) == [1_071])
    #expect(all.first?.lastHitAt == scene.clock.now())
  }

  private func counts() async throws -> [String] {
    try await scene.store.auditRecords(after: 0, limit: 100).map {
      try AuditEntry(encoded: $0.content).event
    }.compactMap { event in event.count.map { "\(event.facts["act"] ?? "?") \($0)" } }
  }

  @Test func `what was refused since the last report is in the log when the ban ends`() async throws {
    try await ban("192.0.2.0/24")
    for _ in 0..<3 { #expect(isRefused("192.0.2.9")) }
    #expect(await banGuard.round().isEmpty)
    for _ in 0..<40 { #expect(isRefused("192.0.2.9")) }
    scene.clock.advance(by: .seconds(3_600))
    #expect(await banGuard.round().isEmpty)
    // Told with its expiry, or as its hits just before: of each refusal once.
    #expect(try await counts() == ["hits 3", "hits 40"])
    #expect(try await scene.acts().last == "expired")
  }

  @Test func `a lift says what was refused, also what another host had only counted`() async throws {
    try await ban("192.0.2.0/24")
    let other = BanGuard(by: book, clock: scene.clock)
    #expect(await other.round().isEmpty)
    #expect(isRefused("192.0.2.9"))
    #expect(await banGuard.round().isEmpty)
    for _ in 0..<7 { #expect(isRefused("192.0.2.9")) }
    #expect(await banGuard.round().isEmpty)
    #expect(throws: CPSError(.banned)) { try other.admit(IPAddress("192.0.2.8"), usesPassword: true) }
    _ = try await book.lift(AddressBlock("192.0.2.0/24"), by: host)
    #expect(await other.round().isEmpty)
    #expect(try await counts() == ["hits 1", "lifted 7", "hits 1"])
  }

  @Test func `a ban taken anew keeps what it refused, and takes its new scope`() async throws {
    try await ban("192.0.2.0/24")
    #expect(isRefused("192.0.2.9"))
    _ = await banGuard.round()
    try await ban("192.0.2.0/24", .everything)
    #expect(isRefused("192.0.2.9", password: false))
    #expect(try await book.all().map(\.hits) == [1])
  }

  @Test func `while the store cannot be believed the bans stay as they were`() async throws {
    try await ban("192.0.2.0/24")
    let forged = [UInt8](repeating: 0x30, count: 40)
    _ = await scene.store.apply([
      RecordChange("ban", "198.51.100.0", expecting: nil, result: .content(forged, group: nil))
    ])
    #expect(await banGuard.round().contains { $0.diagnostic == .storeCorrupt })
    #expect(isRefused("192.0.2.9"))
  }

  @Test func `of many bans the right one is found, and one address shows its own alone`() async throws {
    for number in 0..<300 { try await ban("10.\(number / 256).\(number % 256).0/24") }
    #expect(isRefused("10.1.43.9"))
    #expect(!isRefused("10.1.44.9"))
    #expect(try await BanListing(of: book, BanSelection("all")).bans.count == 300)
    #expect(try await BanListing(of: book, BanSelection("10.0.7.1")).bans.map(\.network) == ["10.0.7.0/24"])
    #expect(throws: CPSError.self) { try BanSelection("10.0.7.0/24") }
  }
}
