import CPSDiagnostics
import CPSPrimitives
import CPSTrust
import Foundation
import OpenSSLKit
import SyntheticIGC
import TestSupport
import Testing

/// Lists that somebody else puts into a folder: what the directory publishes over LDAP.
@Suite struct ListInboxTests {
  private let bench: RefresherBench

  init() throws {
    bench = try RefresherBench(inbox: "inbox")
    try FileManager.default.createDirectory(
      atPath: bench.trust.folder.path("inbox"), withIntermediateDirectories: true)
  }

  @Test func `complete and delta lists come in, DER or PEM, whatever their names`() async throws {
    let delta = try ListDraft(
      deltaOf: bench.cards(), over: 301, number: 302, from: "2026-11-21T11:00:00Z",
      entries: [([0x55], .keyCompromise)])
    try put(try delta.list().der, "a")
    let complete = try ListDraft(of: bench.cards(), number: 301, from: "2026-11-21T10:00:00Z")
    try put(Array(try complete.list().pem().utf8), "b")
    let report = await bench.refresher.round()
    #expect(report.faults.isEmpty)
    #expect(bench.numbers() == ["012d", "012e"])
    let again = await bench.refresher.round()
    #expect(again.faults.isEmpty && again.taken.isEmpty)
  }

  @Test func `a file is told once when it is refused, and read again when it has changed`() async throws {
    let whole = try ListDraft(of: bench.cards(), number: 301).list().der
    try put(Array(whole.prefix(100)), "draft.crl")
    #expect(await bench.refresher.round().faults == [CPSError(.revocationListMalformed)])
    #expect(await bench.refresher.round().faults.isEmpty)
    try put(whole, "draft.crl")
    #expect(await bench.refresher.round().taken.map(\.number) == ["012d"])
  }

  @Test func `HN-13 an older list and one of a stranger are refused`() async throws {
    try put(try ListDraft(of: bench.cards(), number: 299).list().der, "old.crl")
    let stranger = try bench.trust.tree.impostor.authority(.cards)
    try put(try ListDraft(of: stranger, number: 301).list().der, "stranger.crl")
    let report = await bench.refresher.round()
    #expect(report.faults == Array(repeating: CPSError(.revocationListRefused), count: 2))
    #expect(bench.numbers() == ["012c", nil])
  }

  @Test func `a folder that is not there is told every time, hidden files never`() async throws {
    try put([1, 2, 3], ".draft")
    #expect(await bench.refresher.round().faults.isEmpty)
    try FileManager.default.removeItem(atPath: bench.trust.folder.path("inbox"))
    for _ in 0..<2 { #expect(await bench.refresher.round().faults == [CPSError(.inputMissing)]) }
  }

  @Test func `one file serves as well as a folder`() async throws {
    let bench = try RefresherBench(inbox: "one.crl")
    let list = try ListDraft(of: bench.cards(), number: 301).list()
    try Data(list.der).write(to: URL(filePath: bench.trust.folder.path("one.crl")))
    #expect(await bench.refresher.round().taken.map(\.number) == ["012d"])
  }

  private func put(_ bytes: [UInt8], _ name: String) throws {
    try Data(bytes).write(to: URL(filePath: bench.trust.folder.path("inbox/\(name)")))
  }
}
