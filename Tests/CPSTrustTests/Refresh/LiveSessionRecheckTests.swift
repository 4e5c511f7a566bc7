import CPSDiagnostics
import CPSPrimitives
import CPSTrust
import OpenSSLKit
import Testing

/// When a refresher has the live sessions checked.
@Suite struct LiveSessionRecheckTests {
  @Test func `sessions are checked at the start, after each swap, and not in between`() async throws {
    let bench = try RefresherBench()
    #expect(await bench.refresher.round().endedSessions == 2)
    #expect(bench.rechecks.count == 1)
    #expect(await bench.refresher.round().endedSessions == 0)
    #expect(bench.rechecks.count == 1)
  }

  @Test func `a list that was imported meanwhile has them checked`() async throws {
    let bench = try RefresherBench()
    _ = await bench.refresher.round()
    let list = try ListDraft(of: bench.cards(), number: 301).list()
    let file = try bench.trust.write(list.der, "newer.crl")
    _ = try bench.trust.store.importItem(at: file, at: TestTree.now)
    let report = await bench.refresher.round()
    #expect(report.taken.map(\.number) == ["012d"])
    #expect(bench.rechecks.count == 2)
  }

  @Test func `ST-08 a check that failed is made again until it succeeds`() async throws {
    let bench = try RefresherBench()
    bench.rechecks.fail(2)
    for _ in 0..<2 { #expect(await bench.refresher.round().faults == [CPSError(.storeUnavailable)]) }
    let report = await bench.refresher.round()
    #expect(report.faults.isEmpty && report.endedSessions == 2)
    _ = await bench.refresher.round()
    #expect(bench.rechecks.count == 3)
  }

  @Test func `a check that the end of the service cut off is no fault, and is made up for`() async throws {
    let bench = try RefresherBench()
    bench.rechecks.fail(1, with: CPSError(.cancelled))
    #expect(await bench.refresher.round().faults.isEmpty)
    #expect(await bench.refresher.round().endedSessions == 2)
    #expect(bench.rechecks.count == 2)
  }
}
