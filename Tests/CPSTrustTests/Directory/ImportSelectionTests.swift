import CPSDiagnostics
import CPSPrimitives
import CPSTrust
import Foundation
import OpenSSLKit
import SyntheticIGC
import TestSupport
import Testing

/// What an import takes of that which lies in a folder or a parcel, and what it says of the rest.
@Suite struct ImportSelectionTests {
  private let bench: TrustBench

  init() throws { bench = try TrustBench() }

  private func imported(_ path: String) throws -> TrustImport {
    try bench.store.importItem(at: path, at: TestTree.now)
  }

  /// SignedData without contents and signers (RFC 5652, clause 5.1).
  private static func parcel(_ certificates: [Certificate], _ lists: [RevocationList] = []) -> [UInt8] {
    let type = DEREncoding.sequence(DEREncoding.objectIdentifier(.messageData))
    let data = DEREncoding.sequence(
      DEREncoding.integer(1), DEREncoding.set([]), type,
      DEREncoding.element(0xA0, certificates.flatMap(\.der)),
      lists.isEmpty ? [] : DEREncoding.element(0xA1, lists.flatMap(\.der)), DEREncoding.set([]))
    return DEREncoding.sequence(
      DEREncoding.objectIdentifier(.signedData), DEREncoding.element(0xA0, data))
  }

  @Test func `a chain file of all authorities comes in, and nothing is trusted for being inside`() throws {
    let nine = bench.tree.igc.authorities.map(\.certificate)
    let impostor = try bench.tree.impostor.authority(.cards).certificate
    let chain = try bench.write(Self.parcel(nine + [impostor]), "chain.p7b")
    let result = try imported(chain)
    #expect(result.imported.count == 9)
    #expect(result.refused.map(\.error) == [CPSError(.anchorNotPinned)])
    #expect(try bench.store.authorities().filter(\.isPresent).count == 9)
  }

  @Test func `a parcel of authorities with their lists comes in whole`() throws {
    let authorities = bench.tree.igc.authorities
    let lists = try authorities.map { try ListDraft(of: $0).list() }
    let parcel = try bench.write(Self.parcel(authorities.map(\.certificate), lists), "all.p7b")
    #expect(try imported(parcel).imported.count == 18)
    let again = try imported(parcel)
    #expect(again.imported.isEmpty && again.refused.isEmpty)
    #expect(again.unchanged.count == 18)
  }

  @Test func `a parcel with nothing of ours is refused and stores nothing`() throws {
    for certificates in [[], [try bench.tree.impostor.authority(.cards).certificate]] {
      let parcel = try bench.write(Self.parcel(certificates), "chain.p7b")
      let result = try? imported(parcel)
      #expect(result?.isEmpty != false)
    }
    #expect(!FileManager.default.fileExists(atPath: bench.store.path))
  }

  @Test func `what is foreign in a folder is told and is no fault`() throws {
    try bench.fill()
    try bench.write(Array("Read me first\n".utf8), "README")
    try bench.write(Array("00  ACR-FO.cer\n".utf8), "authorities.sha256")
    try bench.write([0x30, 0x82], "data.bin")
    try bench.write(try LeafDraft(in: bench.tree).der(), "card.cer")
    try bench.write(
      Array("-----BEGIN PRIVATE KEY-----\nMAA=\n-----END PRIVATE KEY-----\n".utf8), "ca.key.pem")
    let foreign = try bench.tree.impostor.authority(.cards)
    var list = try ListDraft(of: foreign)
    list.builder.issuer = try DistinguishedName(relativeNames: [[NameAttribute(.commonName, .utf8, "OTHER")]])
    try bench.write(try list.list().der, "other.crl")
    let result = try imported(bench.source)
    #expect(result.imported.count == 18)
    #expect(result.refused.isEmpty)
    #expect(
      result.passedOver.map(\.file) == [
        "README", "authorities.sha256", "ca.key.pem", "card.cer", "data.bin", "other.crl",
      ])
  }

  @Test(arguments: ["ACR-FO.cer", "ACI-FO-PP.crl", "chain.p7b", "chain.pem", "site.cms"])
  func `a damaged download is refused under the name that promises more`(name: String) throws {
    try bench.fill()
    let file = "\(bench.source)/\(name)"
    let whole = FileManager.default.contents(atPath: file).map(Array.init) ?? Array("nothing".utf8)
    try bench.write(Array(whole.prefix(whole.count / 2)), name)
    let result = try imported(bench.source)
    #expect(result.refused.map(\.file) == [name])
    #expect(result.imported.count >= 16)
  }

  @Test func `a leaf that is named gives nothing, and that is told`() throws {
    let leaf = try bench.write(try LeafDraft(in: bench.tree).der(), "card.cer")
    #expect(throws: CPSError(.anchorNotPinned)) { try imported(leaf) }
    let chain =
      try Certificate(der: LeafDraft(in: bench.tree).der()).pem()
      + bench.tree.authority(.cards).certificate.pem()
    let file = try bench.write(Array(chain.utf8), "chain.pem")
    let result = try imported(file)
    #expect(result.imported.count == 1 && result.refused.isEmpty)
    #expect(result.passedOver.map(\.error) == [CPSError(.anchorNotPinned)])
  }

  @Test func `several sources are one import, in whatever order`() throws {
    try bench.fill()
    let sources = ["ACI-FO-PP.crl", "ACI-FO-PP.cer"].map { "\(bench.source)/\($0)" }
    let result = try bench.store.importItems(at: sources, at: TestTree.now)
    #expect(result.imported.count == 2 && result.refused.isEmpty)
    #expect(throws: CPSError(.inputMissing)) {
      try bench.store.importItems(at: sources + [bench.folder.path("missing")], at: TestTree.now)
    }
  }

  @Test func `HN-13 of two lists in one folder the newer stays, whatever their names`() throws {
    let cards = try bench.tree.authority(.cards)
    try bench.write(cards.certificate.der, "ca.cer")
    try bench.write(try ListDraft(of: cards, number: 302).list().der, "a.crl")
    try bench.write(try ListDraft(of: cards, number: 301).list().der, "b.crl")
    let result = try imported(bench.source)
    #expect(result.refused.map(\.file) == ["b.crl"])
    #expect(result.refused.map(\.error) == [CPSError(.revocationListRefused)])
    #expect(result.imported.count == 3 - 1)
  }
}
