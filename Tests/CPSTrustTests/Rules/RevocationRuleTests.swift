import CPSDiagnostics
import CPSPrimitives
import CPSTrust
import OpenSSLKit
import SyntheticIGC
import Testing

/// Rule 14 of igc-sante.md section 4 at the door: no login without a list that can be relied on.
@Suite struct RevocationRuleTests {
  private let bench: CardBench
  private var tree: TestTree { bench.tree }

  init() throws { bench = try CardBench() }

  @Test func `rule 14 a card that no list names logs in, and the list is told`() throws {
    let professional = try bench.logIn()
    #expect(professional.revocation.issuer == "SYNTHETIC AC IGC-SANTE FORT PERSONNES")
    #expect(professional.revocation.number == "012c")
    #expect(!professional.revocation.isWithinGrace)
  }

  @Test func `rule 14 a card on its list, or an authority on its root's, is refused`() throws {
    let certificate = try Certificate(der: try LeafDraft(in: tree).der())
    let cards = try tree.authority(.cards)
    let lists = [
      try ListDraft(of: cards, revoking: [certificate.serialNumber]),
      try ListDraft(of: try tree.authority(.root(.strong)), revoking: [cards.certificate.serialNumber]),
    ]
    for list in lists {
      let book = try tree.book(replacing: [list])
      #expect(throws: CPSError(.certificateRevoked)) { try bench.logIn(book: book) }
    }
  }

  @Test func `rule 14 CA-01 without a list there is no login, whatever the reason`() throws {
    let book = RevocationBook(anchors: try tree.anchors())
    #expect(throws: CPSError(.revocationUnknown)) { try bench.logIn(book: book) }
  }

  @Test func `rule 14 HN-13 a list past its grace serves no longer`() throws {
    let old = try ListDraft(
      of: try tree.authority(.cards), from: "2026-11-18T07:00:00Z", to: "2026-11-19T07:00:00Z")
    let book = try tree.book(replacing: [old])
    #expect(throws: CPSError(.revocationListStale)) { try bench.logIn(book: book) }
  }

  /// As the lists that RECETTE certificates point to: another authority's, with the same common name.
  @Test func `rule 14 HN-13 the list of another authority with the same common name does not count`() throws {
    let genuine = try tree.authority(.cards).certificate.subject
    var draft = try ListDraft(of: try tree.authority(.cards), number: 301)
    draft.signer = tree.otherCardKey
    draft.builder.issuer = try DistinguishedName(
      relativeNames: genuine.relativeNames.dropLast() + [
        [NameAttribute(.organizationalUnitName, .utf8, "RECETTE")]
      ] + genuine.relativeNames.suffix(1))
    let book = try tree.book()
    let list = try draft.list()
    #expect(throws: CPSError.self) { try book.admit(list, at: TestTree.now) }
    #expect(try bench.logIn(book: book).revocation.number == "012c")
  }
}
