import CPSDiagnostics
import CPSPrimitives
import CPSTrust
import Foundation
import OpenSSLKit
import SyntheticIGC
import TestSupport
import Testing

@Suite struct TrustDirectoryTests {
  private let tree: TestTree
  private let folder: TemporaryDirectory
  private let store: TrustDirectory
  private let source: String

  init() throws {
    tree = try TestTree.shared.get()
    folder = try TemporaryDirectory()
    store = TrustDirectory(path: folder.path("trust"), pins: try tree.pins())
    source = folder.path("source")
    try FileManager.default.createDirectory(atPath: source, withIntermediateDirectories: true)
    for authority in tree.igc.authorities {
      try write(authority.certificate.der, "\(authority.role.fileName).cer")
      try write(try ListDraft(of: authority).list().der, "\(authority.role.fileName).crl")
    }
  }

  @Test func aFolderOfAuthoritiesAndListsLogsACardIn() throws {
    let result = try store.importItem(at: source, at: TestTree.now)
    #expect(result.imported.count == 18)
    #expect(result.refused.isEmpty)
    let loaded = try store.load(at: TestTree.now)
    #expect(loaded.faults.isEmpty)
    let professional = try tree.logIn(
      with: try LeafDraft(in: tree).der(), by: try tree.verifier(book: loaded.book))
    #expect(professional.revocation.number == "012c")
  }

  @Test func whatIsRefusedIsNamedAndTheRestComesIn() throws {
    try write(Array("not a certificate".utf8), "notes.txt")
    try write(try tree.impostor.authority(.cards).certificate.der, "impostor.cer")
    try write([1, 2, 3], "broken.crl")
    let result = try store.importItem(at: source, at: TestTree.now)
    #expect(result.imported.count == 18)
    #expect(result.refused.map(\.file) == ["broken.crl", "impostor.cer"])
    #expect(result.refused.map(\.error) == [CPSError(.revocationListMalformed), CPSError(.anchorNotPinned)])
    #expect(result.passedOver.map(\.file) == ["notes.txt"])
  }

  @Test func `HN-13 a list needs its authority in the store, and never goes back`() throws {
    let list = "\(source)/ACI-FO-PP.crl"
    #expect(throws: CPSError(.revocationListRefused)) { try store.importItem(at: list, at: TestTree.now) }
    _ = try store.importItem(at: source, at: TestTree.now)
    let cards = try tree.authority(.cards)
    let older = try write(try ListDraft(of: cards, number: 299).list().der, "older.crl")
    #expect(throws: CPSError(.revocationListRefused)) { try store.importItem(at: older, at: TestTree.now) }
    let newer = try write(try ListDraft(of: cards, number: 301).list().der, "newer.crl")
    #expect(try store.importItem(at: newer, at: TestTree.now).imported.count == 1)
    let facts = try store.load(at: TestTree.now).book.states(at: TestTree.now).compactMap(\.facts)
    #expect(facts.filter { $0.number == "012d" }.count == 1)
  }

  @Test func aPEMOfListsComesIn() throws {
    _ = try store.importItem(at: source, at: TestTree.now)
    let lists = try tree.igc.authorities.map { try ListDraft(of: $0, number: 400).list().pem() }
    let file = try write(Array(lists.joined().utf8), "lists.pem")
    #expect(try store.importItem(at: file, at: TestTree.now).imported.count == 9)
  }

  @Test func aPEMOfAuthoritiesAndListsComesInWhole() throws {
    let text = try tree.igc.authorities.map { try ListDraft(of: $0).list().pem() + $0.certificate.pem() }
    let file = try write(Array(text.joined(separator: "a remark\n").utf8), "all.pem")
    #expect(try store.importItem(at: file, at: TestTree.now).imported.count == 18)
  }

  @Test func aPEMWithABrokenListSaysSo() throws {
    let text = "-----BEGIN X509 CRL-----\nMAA=\n-----END X509 CRL-----\n"
    let file = try write(Array(text.utf8), "broken.pem")
    #expect(throws: CPSError(.revocationListMalformed)) { try store.importItem(at: file, at: TestTree.now) }
    let nothing = try write(Array("-----BEGIN NOTHING-----\n".utf8), "nothing.pem")
    #expect(throws: CPSError(.nothingToImport)) { try store.importItem(at: nothing, at: TestTree.now) }
  }

  @Test func `CA-07 an impostor beside the others in one file stays outside`() throws {
    let impostor = try tree.impostor.authority(.cards).certificate
    let mixed = try tree.igc.authorities.map { try $0.certificate.pem() } + [impostor.pem()]
    let file = try write(Array(mixed.joined().utf8), "mixed.pem")
    let result = try store.importItem(at: file, at: TestTree.now)
    #expect(result.imported.count == 9)
    #expect(result.refused.map(\.error) == [CPSError(.anchorNotPinned)])
    #expect(
      try !store.load(at: TestTree.now).book.anchors.authorities.contains { $0.certificate == impostor })
  }

  @Test func aStoredListThatWasChangedCountsAsNone() throws {
    _ = try store.importItem(at: source, at: TestTree.now)
    let lists = folder.path("trust/lists")
    for name in try FileManager.default.contentsOfDirectory(atPath: lists) {
      let file = URL(filePath: "\(lists)/\(name)")
      var bytes = Array(try Data(contentsOf: file))
      bytes[bytes.count - 1] ^= 1
      try Data(bytes).write(to: file)
    }
    let loaded = try store.load(at: TestTree.now)
    #expect(loaded.faults == Array(repeating: CPSError(.revocationListRefused), count: 9))
    let certificate = try LeafDraft(in: tree).der()
    let verifier = try tree.verifier(book: loaded.book)
    #expect(throws: CPSError(.revocationUnknown)) { try tree.logIn(with: certificate, by: verifier) }
  }

  @Test(arguments: ["missing", "source/nothing.cer"])
  func whatIsNotThereIsTold(name: String) {
    #expect(throws: CPSError(.inputMissing)) { try store.importItem(at: folder.path(name), at: TestTree.now) }
  }

  @Test func anEmptyFolderIsTold() throws {
    try FileManager.default.createDirectory(
      atPath: folder.path("empty"), withIntermediateDirectories: true)
    #expect(throws: CPSError(.inputMissing)) {
      try store.importItem(at: folder.path("empty"), at: TestTree.now)
    }
  }

  @Test func aStoreThatCannotBeWrittenIsTold() throws {
    let blocked = TrustDirectory(path: "\(source)/ACR-FO.cer", pins: store.pins)
    #expect(throws: CPSError(.outputFailed)) {
      try blocked.importItem(at: "\(source)/ACR-FO.cer", at: TestTree.now)
    }
  }

  @Test func everyPinIsListedWhetherItsAuthorityIsThereOrNot() throws {
    #expect(try store.authorities().count == 9)
    #expect(try store.authorities().filter(\.isPresent).isEmpty)
    _ = try store.importItem(at: "\(source)/ACI-FO-PP.cer", at: TestTree.now)
    #expect(try store.authorities().first?.name == "FORT PERSONNES")
    #expect(try store.authorities().filter(\.isPresent).count == 1)
  }

  @Test func aManifestOfSHA256SumNamesThePins() throws {
    let lines = tree.igc.authorities.map { authority in
      "\(Hexadecimal.encode(authority.certificate.sha256))  \(authority.role.fileName).cer\n"
    }
    #expect(try TrustPins.synthetic(manifest: lines.joined()) == store.pins)
    for wrong in ["", "zz", String(repeating: "0", count: 63), "\n"] {
      #expect(throws: CPSError(.configurationInvalid)) { try TrustPins.synthetic(manifest: wrong) }
    }
  }

  @discardableResult
  private func write(_ bytes: [UInt8], _ name: String) throws -> String {
    try Data(bytes).write(to: URL(filePath: "\(source)/\(name)"))
    return "\(source)/\(name)"
  }
}
