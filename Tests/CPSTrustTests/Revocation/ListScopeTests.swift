import CPSDiagnostics
import CPSPrimitives
import CPSTrust
import OpenSSLKit
import SyntheticIGC
import Testing

/// Which certificates a list with an issuingDistributionPoint says something of (RFC 5280, clause 5.2.5).
@Suite struct ListScopeTests {
  private static let usersOnly: [UInt8] = [0x81, 0x01, 0xFF]
  private static let authoritiesOnly: [UInt8] = [0x82, 0x01, 0xFF]

  private let tree: TestTree
  private let cards: SyntheticAuthority
  private let root: SyntheticAuthority

  init() throws {
    tree = try TestTree.shared.get()
    cards = try tree.authority(.cards)
    root = try tree.authority(.root(.strong))
  }

  @Test func `a list of users serves for cards and one of authorities for authorities`() throws {
    var users = try ListDraft(of: cards)
    users.narrow(to: Self.usersOnly)
    var authorities = try ListDraft(of: root)
    authorities.narrow(to: Self.authoritiesOnly)
    let verifier = try tree.verifier(book: try tree.book(replacing: [users, authorities]))
    #expect(try tree.logIn(with: LeafDraft(in: tree).der(), by: verifier).alarms.isEmpty)
  }

  @Test func `HN-13 a list of users says nothing of an authority`() throws {
    var users = try ListDraft(of: root)
    users.narrow(to: Self.usersOnly)
    let list = try users.list()
    let book = RevocationBook(anchors: try tree.anchors())
    #expect(throws: CPSError(.revocationListRefused)) { try book.admit(list, at: TestTree.now) }
  }

  @Test func `HN-13 a list of one point serves the certificates that name it`() throws {
    let certificate = try LeafDraft(in: tree).der()
    let own = try #require(
      try DistributionPointName.all(of: Certificate(der: certificate)).flatMap(\.addresses).first)
    var list = try ListDraft(of: cards)
    list.narrow(to: ListDraft.distributionPoint(own))
    let verifier = try tree.verifier(book: try tree.book(replacing: [list]))
    #expect(try tree.logIn(with: certificate, by: verifier).alarms.isEmpty)
  }

  @Test func `HN-13 a list of another point leaves it unknown`() throws {
    let certificate = try LeafDraft(in: tree).der()
    var list = try ListDraft(of: cards)
    list.narrow(to: ListDraft.distributionPoint("http://igc.example/CRL/shard-7.crl"))
    let verifier = try tree.verifier(book: try tree.book(replacing: [list]))
    let error = #expect(throws: CPSError.self) { try tree.logIn(with: certificate, by: verifier) }
    #expect(error == CPSError(.revocationUnknown))
    #expect(error?.reason?.hasSuffix("serves another distribution point") == true)
  }

  @Test func `HN-13 what is on the list of another point is revoked all the same`() throws {
    let certificate = try LeafDraft(in: tree).der()
    var list = try ListDraft(of: cards, revoking: [try Certificate(der: certificate).serialNumber])
    list.narrow(to: ListDraft.distributionPoint("http://igc.example/CRL/shard-7.crl"))
    let verifier = try tree.verifier(book: try tree.book(replacing: [list]))
    #expect(throws: CPSError(.certificateRevoked)) { try tree.logIn(with: certificate, by: verifier) }
  }

  @Test func `a list that says less of its point than the one before takes its place`() throws {
    var list = try ListDraft(of: cards)
    list.narrow(to: ListDraft.distributionPoint("http://igc.example/CRL/a.crl"))
    let book = try tree.book(replacing: [list])
    var same = try ListDraft(of: cards, number: 301)
    same.narrow(to: ListDraft.distributionPoint("http://igc.example/CRL/a.crl"))
    #expect(try book.admit(try same.list(), at: TestTree.now))
    var other = try ListDraft(of: cards, number: 302)
    other.narrow(to: ListDraft.distributionPoint("http://igc.example/CRL/b.crl"))
    let refused = try other.list()
    #expect(throws: CPSError(.revocationListRefused)) { try book.admit(refused, at: TestTree.now) }
    #expect(try book.admit(try ListDraft(of: cards, number: 303).list(), at: TestTree.now))
  }
}
