import CPSDiagnostics
import CPSPrimitives
import CPSTrust
import Foundation
import OpenSSLKit
import SyntheticIGC
import Testing

/// Fetching: when, from where, and what becomes of what comes.
@Suite struct RevocationRefresherTests {
  private static let tomorrow = (from: "2026-11-22T02:00:00Z", to: "2026-11-23T07:00:00Z")

  /// The list of the cards and that of the root end at seven in the morning.
  @Test func `a list is asked for in the last hours before its end, and only then`() async throws {
    let bench = try RefresherBench()
    let due = moment("2026-11-22T06:30:00Z")
    #expect(await bench.refresher.round().nextFetch == due)
    bench.clock.move(to: due - .milliseconds(1))
    #expect(await bench.refresher.round().nextFetch == due)
    #expect(bench.publication.requests.isEmpty)
    bench.clock.move(to: due)
    let (from, to) = Self.tomorrow
    try bench.publication.publish(
      ListDraft(of: bench.cards(), number: 301, from: from, to: to), at: RefresherBench.cardAddresses[0])
    try bench.publication.publish(
      ListDraft(of: bench.root(), number: 301, from: from, to: to), at: RefresherBench.rootAddress)
    let report = await bench.refresher.round()
    #expect(
      Set(bench.publication.takeAddresses())
        == [RefresherBench.cardAddresses[0], RefresherBench.rootAddress])
    #expect(report.faults.isEmpty)
    #expect(Set(report.taken.map(\.number)) == ["012d"] && report.taken.count == 2)
    // Never later than a day after it was taken, even if the list lives longer.
    #expect(report.nextFetch == moment("2026-11-23T06:00:00Z"))
    #expect(
      try bench.trust.store.load(at: bench.clock.now()).book.states(at: bench.clock.now())
        .filter { $0.facts?.number == "012d" }.count == 2)
  }

  @Test(arguments: [
    (UInt8(0x00), "2026-11-22T06:30:00Z"), (0x80, "2026-11-22T04:45:00Z"), (0xFF, "2026-11-22T03:00:00Z"),
  ])
  func `services spread over hours`(byte: UInt8, due: String) async throws {
    let next = try #require(await RefresherBench(random: SameBytes(value: byte)).refresher.round().nextFetch)
    #expect(abs((next - moment(due)).milliseconds) <= 60_000)
  }

  @Test func `FT-02 without randomness the first of those moments is taken`() async throws {
    let bench = try RefresherBench(random: NoBytes())
    #expect(await bench.refresher.round().nextFetch == moment("2026-11-22T03:00:00Z"))
  }

  @Test func `without a list it is fetched at once, and a failure is tried again less and less often`()
    async throws
  {
    let bench = try RefresherBench(random: SameBytes(value: 0xFF), withLists: false)
    try FileManager.default.removeItem(atPath: "\(bench.trust.store.path)/lists")
    var waits: [Int64] = []
    for _ in 0..<6 {
      let report = await bench.refresher.round()
      #expect(Set(bench.publication.takeAddresses()) == Set(RefresherBench.addresses))
      #expect(report.faults == Array(repeating: CPSError(.publicationUnavailable), count: 3))
      #expect(report.states.allSatisfy { $0.standing == .missing })
      let next = try #require(report.nextFetch)
      waits.append((next - bench.clock.now()).milliseconds / 1_000)
      bench.clock.move(to: next - .milliseconds(1))
      _ = await bench.refresher.round()
      #expect(bench.publication.takeAddresses().isEmpty)
      bench.clock.move(to: next)
    }
    // Almost five minutes, doubled up to an hour: the last part of a second is left to chance.
    #expect(waits == [299, 599, 1_199, 2_399, 3_599, 3_599])
    try bench.publication.publish(ListDraft(of: bench.cards()), at: RefresherBench.cardAddresses[1])
    let report = await bench.refresher.round()
    #expect(report.taken.count == 1)
    #expect(bench.numbers() == ["012c", nil])
  }

  @Test func `a publication that comes late is asked for again, and the alarm is raised meanwhile`()
    async throws
  {
    let bench = try RefresherBench()
    for address in [RefresherBench.cardAddresses[0], RefresherBench.rootAddress] {
      let authority = try address == RefresherBench.rootAddress ? bench.root() : bench.cards()
      try bench.publication.publish(ListDraft(of: authority), at: address)
    }
    _ = await bench.refresher.round()
    bench.clock.move(to: moment("2026-11-22T06:30:00Z"))
    let early = await bench.refresher.round()
    #expect(early.faults.isEmpty && early.taken.isEmpty)
    #expect(early.nextFetch == bench.clock.now() + .seconds(225))
    bench.clock.move(to: moment("2026-11-22T07:00:00Z"))
    let late = await bench.refresher.round()
    #expect(late.states.first { $0.authority == "FORT PERSONNES" }?.standing == .overdue)
    #expect(bench.publication.requests.count == 4)
  }

  static let wrongFiles: [Alteration<ListDraft>] = [
    Alteration("of another authority") { draft in
      draft = try ListDraft(of: TestTree.shared.get().authority(.root(.strong)), number: 301)
    },
    Alteration("of a stranger") { $0.signer = try TestTree.shared.get().authority(.root(.standard)).key },
    Alteration("older than the one in use") { $0 = try ListDraft(of: $0.authority(), number: 299) },
    Alteration("of authorities alone") { $0.narrow(to: [0x82, 0x01, 0xFF]) },
    Alteration("of the future") { $0.builder.thisUpdate = moment("2027-01-01T00:00:00Z") },
  ]

  @Test(arguments: wrongFiles)
  func `HN-13 what must not be used leaves the list in use, and the next address is tried`(
    alteration: Alteration<ListDraft>
  ) async throws {
    let bench = try RefresherBench()
    _ = await bench.refresher.round()
    bench.clock.move(to: moment("2026-11-22T06:30:00Z"))
    var draft = try ListDraft(of: bench.cards(), number: 301, from: Self.tomorrow.from, to: Self.tomorrow.to)
    try bench.publication.publish(draft, at: RefresherBench.cardAddresses[1])
    try alteration.apply(&draft)
    try bench.publication.publish(draft, at: RefresherBench.cardAddresses[0])
    let report = await bench.refresher.round()
    #expect(report.faults.filter { $0 == CPSError(.revocationListRefused) }.count == 1)
    #expect(bench.numbers() == ["012d", nil])
  }

  @Test func `HN-13 bytes that are no list leave the list in use`() async throws {
    let bench = try RefresherBench()
    _ = await bench.refresher.round()
    bench.clock.move(to: moment("2026-11-22T06:30:00Z"))
    for address in RefresherBench.addresses { bench.publication.publish(Array("<html>".utf8), at: address) }
    let report = await bench.refresher.round()
    #expect(report.faults == Array(repeating: CPSError(.revocationListMalformed), count: 3))
    #expect(report.taken.isEmpty && bench.numbers() == ["012c", nil])
  }

  @Test func `HN-13 time and size are bounded for each list over all of its addresses`() async throws {
    let limits = try RefreshLimits(within: .seconds(10), upTo: 5_000)
    let bench = try RefresherBench(limits: limits, withLists: false)
    try FileManager.default.removeItem(atPath: "\(bench.trust.store.path)/lists")
    _ = await bench.refresher.round()
    #expect(bench.publication.requests.allSatisfy { $0.maximumLength == 5_000 })
    let times = bench.publication.requests.map(\.deadline)
    #expect(times.sorted() == [.seconds(5), .seconds(5), .seconds(10)])
  }

  @Test(arguments: [
    (Duration.zero, 5_000), (.seconds(-1), 5_000), (.seconds(601), 5_000), (.seconds(10), 0),
    (.seconds(10), -1), (.seconds(10), 1_023), (.seconds(10), 1 << 27),
  ])
  func `CA-08 limits outside their bounds are refused`(deadline: Duration, length: Int) {
    #expect(throws: CPSError(.configurationInvalid)) { try RefreshLimits(within: deadline, upTo: length) }
  }

  @Test func `a list that cannot be stored serves, and the fault is told`() async throws {
    let bench = try RefresherBench(withLists: false)
    let lists = "\(bench.trust.store.path)/lists"
    try FileManager.default.removeItem(atPath: lists)
    try Data().write(to: URL(filePath: lists))
    try bench.publication.publish(ListDraft(of: bench.cards()), at: RefresherBench.cardAddresses[0])
    let report = await bench.refresher.round()
    #expect(report.faults.contains(CPSError(.outputFailed)))
    #expect(bench.numbers() == ["012c", nil])
  }

  @Test func `a round that is cancelled ends without a fault`() async throws {
    let bench = try RefresherBench(withLists: false)
    try FileManager.default.removeItem(atPath: "\(bench.trust.store.path)/lists")
    let round = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return await bench.refresher.round()
    }
    #expect(await round.value.faults.isEmpty)
    #expect(bench.rechecks.count == 0)
  }
}

extension ListDraft {
  fileprivate func authority() throws -> SyntheticAuthority { try TestTree.shared.get().authority(.cards) }
}
