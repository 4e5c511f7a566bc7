import CPSDiagnostics
import CPSPrimitives
import CPSTrust
import Foundation
import OpenSSLKit
import SyntheticIGC
import TestSupport
import Testing

/// What a trust store remembers of lists, from one start of a service to the next.
@Suite struct ListShelfTests {
  private let tree: TestTree
  private let cards: SyntheticAuthority
  private let folder: TemporaryDirectory
  private let store: TrustDirectory
  private let serial: [UInt8] = [0x55]

  init() throws {
    tree = try TestTree.shared.get()
    cards = try tree.authority(.cards)
    folder = try TemporaryDirectory()
    store = TrustDirectory(path: folder.path("trust"), pins: try tree.pins())
    let certificates = try tree.igc.authorities.map { try $0.certificate.pem() }
    try Data(certificates.joined().utf8).write(to: URL(filePath: folder.path("authorities.pem")))
    _ = try store.importItem(at: folder.path("authorities.pem"), at: TestTree.now)
    for authority in tree.igc.authorities { try take(ListDraft(of: authority)) }
  }

  @Test func `HN-13 a list put back into its file is refused after a restart`() throws {
    let old = try Data(contentsOf: file("crl"))
    try take(ListDraft(of: cards, number: 301))
    try old.write(to: file("crl"))
    try expectRefusal("older than a list that was in use before")
  }

  @Test func `HN-13 nor does an older list come in where the stored one was taken away`() throws {
    try take(ListDraft(of: cards, number: 301))
    try FileManager.default.removeItem(at: file("crl"))
    #expect(throws: CPSError(.revocationListRefused)) { try take(ListDraft(of: cards)) }
    #expect(try load().faults.isEmpty)
    #expect(throws: CPSError(.revocationUnknown)) { try check(load().book) }
    try take(ListDraft(of: cards, number: 301))
    #expect(try check(load().book).number == "012d")
  }

  @Test func `HN-13 a note that cannot be read lets no list in`() throws {
    for text in [
      "", "\n", "012c\n", "xx 2026-11-21T07:00:00Z\n", "012c today\n", "012c 2026-11-21T07:00:00Z 1\n",
    ] {
      try Data(text.utf8).write(to: file("latest"))
      try expectRefusal("the note of the latest list cannot be read")
      #expect(throws: CPSError(.revocationListRefused)) { try take(ListDraft(of: cards, number: 301)) }
    }
  }

  @Test func `a store of before, without notes, is loaded, and notes what comes next`() throws {
    try FileManager.default.removeItem(at: file("latest"))
    #expect(try check(load().book).number == "012c")
    try take(ListDraft(of: cards, number: 0x1234))
    #expect(try String(contentsOf: file("latest"), encoding: .utf8) == "1234 2026-11-21T07:00:00Z\n")
  }

  @Test func `a delta list is kept over its complete list, and goes with it`() throws {
    try take(ListDraft(deltaOf: cards, over: 300, number: 303, entries: [(serial, .keyCompromise)]))
    #expect(throws: CPSError(.certificateRevoked)) { try check(load().book) }
    #expect(try load().faults.isEmpty)
    try take(
      ListDraft(of: cards, revoking: [[0x66]], number: 304, from: "2026-11-21T10:00:00Z"))
    #expect(!FileManager.default.fileExists(atPath: file("delta.crl").path))
    #expect(try check(load().book).number == "0130")
  }

  @Test func `HN-13 a complete list whose delta list was taken away is refused after a restart`() throws {
    try take(ListDraft(deltaOf: cards, over: 300, number: 303, entries: [(serial, .keyCompromise)]))
    try FileManager.default.removeItem(at: file("delta.crl"))
    try expectRefusal("older than a list that was in use before")
  }

  @Test func `a delta list that a kill left behind does no harm`() throws {
    let delta = try ListDraft(deltaOf: cards, over: 300, number: 301).list()
    try take(ListDraft(of: cards, number: 302, from: "2026-11-21T10:00:00Z"))
    try Data(delta.der).write(to: file("delta.crl"))
    #expect(try load().faults.isEmpty)
    #expect(try check(load().book).deltaNumber == nil)
  }

  @Test func `a delta list without a complete list is not stored`() throws {
    try FileManager.default.removeItem(at: file("crl"))
    #expect(throws: CPSError(.revocationListRefused)) {
      try take(ListDraft(deltaOf: cards, over: 300, number: 301))
    }
    #expect(!FileManager.default.fileExists(atPath: file("delta.crl").path))
  }

  @Test func `a folder with a delta list and its base comes in whole, in whatever order`() throws {
    let names = ["0-delta.crl", "1-base.crl"]
    let lists = [
      try ListDraft(deltaOf: cards, over: 310, number: 311, from: "2026-11-21T11:00:00Z").list(),
      try ListDraft(of: cards, number: 310, from: "2026-11-21T10:00:00Z").list(),
    ]
    try FileManager.default.createDirectory(atPath: folder.path("both"), withIntermediateDirectories: true)
    for (name, list) in zip(names, lists) {
      try Data(list.der).write(to: URL(filePath: folder.path("both/\(name)")))
    }
    let result = try store.importItem(at: folder.path("both"), at: TestTree.now)
    #expect(result.imported.count == 2 && result.refused.isEmpty)
    #expect(try check(load().book).deltaNumber == "0137")
    let again = try store.importItem(at: folder.path("both"), at: TestTree.now)
    #expect(again.imported.isEmpty && again.refused.isEmpty)
  }

  /// Files that have not changed are not judged again: a list of many entries takes its time.
  @Test func `what is in use already is not swapped`() throws {
    let book = try load().book
    #expect(store.refresh(book, at: TestTree.now).isEmpty)
    // The same bytes, at a moment at which a judgement would refuse them.
    #expect(store.refresh(book, at: moment("2026-11-20T00:00:00Z")).isEmpty)
  }

  private func file(_ kind: String) -> URL {
    let key = Hexadecimal.encode(cards.certificate.subjectKeyIdentifier ?? [])
    let place = kind == "latest" ? "latest/\(key)" : "lists/\(key).\(kind)"
    return URL(filePath: folder.path("trust/\(place)"))
  }

  private func take(_ draft: ListDraft) throws {
    let path = folder.path("incoming.crl")
    try Data(try draft.list().der).write(to: URL(filePath: path))
    _ = try store.importItem(at: path, at: TestTree.now)
  }

  private func load() throws(CPSError) -> LoadedTrust { try store.load(at: TestTree.now) }

  /// The list of the cards is refused when a service starts, and nobody logs in.
  private func expectRefusal(_ reason: String) throws {
    let loaded = try load()
    #expect(loaded.faults.count == 1)
    #expect(loaded.faults.first == CPSError(.revocationListRefused))
    #expect(loaded.faults.first?.reason?.hasPrefix(reason) == true)
    #expect(throws: CPSError(.revocationUnknown)) { try check(loaded.book) }
  }

  private func check(_ book: RevocationBook) throws(CPSError) -> RevocationFacts {
    try book.recheck(
      CertificateReference(
        issuerKeyIdentifier: cards.certificate.subjectKeyIdentifier ?? [], serialNumber: serial,
        expiry: moment("2028-01-01T00:00:00Z")), at: TestTree.now)
  }
}
