import CPSDiagnostics
import CPSPrimitives
import CPSTrust
import OpenSSLKit
import SyntheticIGC
import Testing

@Suite struct RevocationBookTests {
  private let tree: TestTree
  private let cards: SyntheticAuthority
  private let root: SyntheticAuthority
  private let certificate: [UInt8]
  private let serialNumber: [UInt8]

  init() throws {
    tree = try TestTree.shared.get()
    cards = try tree.authority(.cards)
    root = try tree.authority(.root(.strong))
    certificate = try LeafDraft(in: tree).der()
    serialNumber = try Certificate(der: certificate).serialNumber
  }

  @Test func `CA-01 without any list nobody logs in`() throws {
    try expect(.revocationUnknown, RevocationBook(anchors: try tree.anchors()))
  }

  @Test(arguments: [SyntheticRole.cards, .root(.strong)])
  func `CA-01 without the list of one authority of the path nobody logs in`(missing: SyntheticRole) throws {
    let book = RevocationBook(anchors: try tree.anchors())
    for authority in tree.igc.authorities where authority.role != missing {
      try book.admit(try ListDraft(of: authority).list(), at: TestTree.now)
    }
    try expect(.revocationUnknown, book)
  }

  @Test func aRevokedCardIsRefused() throws {
    try expect(
      .certificateRevoked, try tree.book(replacing: [ListDraft(of: cards, revoking: [serialNumber])]))
  }

  @Test func aRevokedAuthorityRefusesItsCards() throws {
    let list = try ListDraft(of: root, revoking: [cards.certificate.serialNumber])
    try expect(.certificateRevoked, try tree.book(replacing: [list]))
  }

  @Test func `HN-19 the same serial number under another authority does not matter`() throws {
    let others = tree.igc.authorities.filter { ![cards.role, root.role].contains($0.role) }
    let lists = try others.map { try ListDraft(of: $0, revoking: [serialNumber]) }
    let verifier = try tree.verifier(book: try tree.book(replacing: lists))
    #expect(try tree.logIn(with: certificate, by: verifier).alarms.isEmpty)
  }

  /// certificateHold, and removeFromCRL, which only a delta may say: RFC 5280, clause 5.3.1.
  @Test(arguments: [UInt8(6), 8])
  func aCardOnHoldOrToBeRemovedIsRefused(reason: UInt8) throws {
    var list = try ListDraft(of: cards, revoking: [serialNumber])
    list.builder.entries[0].extensions = [CertificateExtension(.crlReason, value: [0x0A, 0x01, reason])]
    try expect(.certificateRevoked, try tree.book(replacing: [list]))
  }

  @Test func aListServesOnGraceWithAnAlarmFromTheFirstMoment() throws {
    let book = try tree.book()
    let due = moment("2026-11-22T07:00:00Z")
    let before = try tree.logIn(
      with: certificate, by: try tree.verifier(book: book, at: due - .milliseconds(1)))
    #expect(before.alarms.isEmpty && !before.revocation.isWithinGrace)
    let after = try tree.logIn(with: certificate, by: try tree.verifier(book: book, at: due))
    #expect(after.alarms == [CPSError(.revocationListOverdue), CPSError(.revocationListOverdue)])
    #expect(after.revocation.isWithinGrace)
    let last = try tree.verifier(book: book, at: due + .seconds(24 * 3_600) - .milliseconds(1))
    #expect(try tree.logIn(with: certificate, by: last).revocation.isWithinGrace)
  }

  @Test func `HN-13 a list past its grace refuses`() throws {
    let end = moment("2026-11-23T07:00:00Z")
    try expect(.revocationListStale, try tree.book(), at: end)
    try expect(.revocationListStale, try tree.book(grace: .none), at: moment("2026-11-22T07:00:00Z"))
    let longest = try tree.book(grace: try RevocationGrace(hours: 72))
    let verifier = try tree.verifier(book: longest, at: end)
    #expect(try tree.logIn(with: certificate, by: verifier).revocation.isWithinGrace)
    try expect(.revocationListStale, longest, at: moment("2026-11-25T07:00:00Z"))
  }

  @Test(arguments: [-1, 73, Int.max, Int.min])
  func `CA-08 a grace outside its bounds is refused`(hours: Int) {
    #expect(throws: CPSError(.configurationInvalid)) { try RevocationGrace(hours: hours) }
  }

  @Test func `HN-05 a clock set back makes a list unknown`() throws {
    try expect(.revocationUnknown, try tree.book(), at: moment("2026-11-21T06:59:59Z"))
  }

  @Test func theStatesTellWhatEachListIsWorth() throws {
    let book = RevocationBook(anchors: try tree.anchors())
    try book.admit(try ListDraft(of: cards).list(), at: TestTree.now)
    func standing(at time: Timestamp) -> RevocationListState.Standing? {
      book.states(at: time).first { $0.authority == "FORT PERSONNES" }?.standing
    }
    #expect(book.states(at: TestTree.now).count == 9)
    #expect(standing(at: TestTree.now) == .fresh)
    #expect(standing(at: moment("2026-11-22T07:00:00Z")) == .overdue)
    #expect(standing(at: moment("2026-11-23T07:00:00Z")) == .stale)
    #expect(book.states(at: TestTree.now).first { $0.authority == "RACINE FORT" }?.standing == .missing)
  }

  /// The session of a card that is revoked while it lives.
  @Test func aLiveSessionIsCheckedAgainByANewerList() throws {
    let book = try tree.book()
    let verifier = try tree.verifier(book: book)
    let reference = try tree.logIn(with: certificate, by: verifier).certificateReference
    #expect(try verifier.recheck(reference).number == "012c")
    let newer = try ListDraft(of: cards, revoking: [serialNumber], number: 301)
    try book.admit(try newer.list(), at: TestTree.now)
    #expect(throws: CPSError(.certificateRevoked)) { try verifier.recheck(reference) }
    #expect(throws: CPSError(.certificateExpired)) {
      try book.recheck(reference, at: reference.expiry)
    }
    let stranger = CertificateReference(
      issuerKeyIdentifier: [1, 2, 3], serialNumber: serialNumber, expiry: reference.expiry)
    #expect(throws: CPSError(.anchorUnknown)) { try verifier.recheck(stranger) }
  }

  private func expect(
    _ row: Diagnostic, _ book: RevocationBook, at time: Timestamp = TestTree.now
  ) throws {
    let verifier = try tree.verifier(book: book, at: time)
    #expect(throws: CPSError(row)) { try tree.logIn(with: certificate, by: verifier) }
  }
}
