import CPSDiagnostics
import CPSPrimitives
import CPSTrust
import OpenSSLKit
import SyntheticIGC
import Testing

/// Delta lists: over their exact base, adding to what is known, proving nothing alone (rule 15).
@Suite struct DeltaListTests {
  static let alterations: [Alteration<ListDraft>] = [
    Alteration("over a newer list") { $0.setBase(301) },
    // RFC 5280, clause 5.2.4, would allow it.
    Alteration("over an older list") { $0.setBase(299) },
    Alteration("with a lower number than its base") { $0.setNumber(299) },
    Alteration("older than its base") { $0.builder.thisUpdate = moment("2026-11-21T06:59:59Z") },
    Alteration("from the future") { $0.builder.thisUpdate = TestTree.now + .seconds(1) },
    Alteration("of another scope") { $0.narrow(to: [0x81, 0x01, 0xFF]) },
    Alteration("without number") { $0.builder.extensions.removeAll { $0.oid == .crlNumber } },
    Alteration("without nextUpdate") { $0.builder.nextUpdate = nil },
    Alteration("of another key") { $0.builder.extensions[0] = Extensions.issuerKey([1, 2, 3]) },
    Alteration("signed by another key") { $0.signer = try PrivateKey.generateRSA(bits: 2_048) },
  ]

  private let tree: TestTree
  private let cards: SyntheticAuthority
  private let serial: [UInt8] = [0x55]

  init() throws {
    tree = try TestTree.shared.get()
    cards = try tree.authority(.cards)
  }

  @Test func `HN-13 a delta list without its base is refused`() throws {
    let book = RevocationBook(anchors: try tree.anchors())
    let delta = try ListDraft(deltaOf: cards, over: 300, number: 301).list()
    #expect(throws: CPSError(.revocationListRefused)) { try book.admit(delta, at: TestTree.now) }
    #expect(book.states(at: TestTree.now).allSatisfy { $0.standing == .missing })
  }

  @Test(arguments: alterations)
  func `HN-13 a delta list that does not fit is refused`(alteration: Alteration<ListDraft>) throws {
    let book = try tree.book()
    var draft = try ListDraft(deltaOf: cards, over: 300, number: 301, entries: [(serial, .keyCompromise)])
    try alteration.apply(&draft)
    let list = try draft.list()
    #expect(throws: CPSError(.revocationListRefused)) { try book.admit(list, at: TestTree.now) }
    #expect(try check(book).deltaNumber == nil)
  }

  @Test func `a delta list revokes, and is told in the facts`() throws {
    let book = try tree.book()
    let other = try ListDraft(deltaOf: cards, over: 300, number: 301, entries: [([0x66], .superseded)])
    #expect(try book.admit(try other.list(), at: TestTree.now))
    let facts = try check(book)
    #expect(facts.number == "012c" && facts.deltaNumber == "012d")
    let next = try ListDraft(deltaOf: cards, over: 300, number: 302, entries: [(serial, .keyCompromise)])
    #expect(try book.admit(try next.list(), at: TestTree.now))
    #expect(throws: CPSError(.certificateRevoked)) { try check(book) }
    #expect(throws: CPSError(.revocationListRefused)) { try book.admit(try other.list(), at: TestTree.now) }
    #expect(throws: CPSError(.certificateRevoked)) { try check(book) }
  }

  /// removeFromCRL (RFC 5280, clause 5.3.1).
  @Test(arguments: [
    (RevocationReason.certificateHold, false), (.keyCompromise, true), (.unspecified, true),
    (.removeFromList, true),
  ])
  func `a delta list takes off what was suspended, and nothing else`(
    before: RevocationReason, isRevoked: Bool
  ) throws {
    var complete = try ListDraft(of: cards)
    complete.builder.entries = [ListDraft.entry(serial, before)]
    let book = try tree.book(replacing: [complete])
    #expect(throws: CPSError(.certificateRevoked)) { try check(book) }
    let delta = try ListDraft(deltaOf: cards, over: 300, number: 301, entries: [(serial, .removeFromList)])
    try book.admit(try delta.list(), at: TestTree.now)
    if isRevoked {
      #expect(throws: CPSError(.certificateRevoked)) { try check(book) }
    } else {
      #expect(try check(book).deltaNumber == "012d")
    }
  }

  @Test func `a delta list prolongs nothing`() throws {
    let book = try tree.book(grace: .none)
    var delta = try ListDraft(deltaOf: cards, over: 300, number: 301)
    delta.builder.nextUpdate = moment("2026-12-21T07:00:00Z")
    try book.admit(try delta.list(), at: TestTree.now)
    #expect(throws: CPSError(.revocationListStale)) {
      try check(book, at: moment("2026-11-22T07:00:00Z"))
    }
  }

  @Test func `HN-13 a complete list that does not know what a delta list said is a rollback`() throws {
    let book = try tree.book()
    let delta = try ListDraft(deltaOf: cards, over: 300, number: 303, entries: [(serial, .keyCompromise)])
    try book.admit(try delta.list(), at: TestTree.now)
    let between = try ListDraft(of: cards, number: 302, from: "2026-11-21T10:00:00Z").list()
    let earlier = try ListDraft(of: cards, number: 304, from: "2026-11-21T08:00:00Z").list()
    for list in [between, earlier] {
      #expect(throws: CPSError(.revocationListRefused)) { try book.admit(list, at: TestTree.now) }
    }
    #expect(throws: CPSError(.certificateRevoked)) { try check(book) }
    // The base read again from its file changes nothing.
    #expect(try !book.admit(try ListDraft(of: cards).list(), at: TestTree.now))
    #expect(throws: CPSError(.certificateRevoked)) { try check(book) }
    let after = try ListDraft(of: cards, revoking: [serial], number: 303, from: "2026-11-21T09:00:00Z")
    #expect(try book.admit(try after.list(), at: TestTree.now))
    #expect(throws: CPSError(.certificateRevoked)) { try check(book) }
  }

  private func check(
    _ book: RevocationBook, at time: Timestamp = TestTree.now
  ) throws(CPSError) -> RevocationFacts {
    try book.recheck(
      CertificateReference(
        issuerKeyIdentifier: cards.certificate.subjectKeyIdentifier ?? [], serialNumber: serial,
        expiry: moment("2028-01-01T00:00:00Z")), at: time)
  }
}

extension ListDraft {
  fileprivate mutating func setBase(_ number: UInt64) {
    builder.extensions.removeAll { $0.oid == .deltaCRLIndicator }
    builder.extensions.append(
      CertificateExtension(.deltaCRLIndicator, isCritical: true, value: DEREncoding.integer(number)))
  }

  fileprivate mutating func setNumber(_ number: UInt64) {
    builder.extensions.removeAll { $0.oid == .crlNumber }
    builder.extensions.append(CertificateExtension(.crlNumber, value: DEREncoding.integer(number)))
  }
}
