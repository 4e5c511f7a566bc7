import CPSDiagnostics
import CPSPrimitives
import CPSTrust
import OpenSSLKit
import SyntheticIGC
import Testing

/// Which lists come into the book; what is refused leaves the one in use in its place.
@Suite struct ListAdmissionTests {
  static let alterations: [Alteration<ListDraft>] = [
    Alteration("from the future") { $0.builder.thisUpdate = TestTree.now + .seconds(1) },
    Alteration("without nextUpdate") { $0.builder.nextUpdate = nil },
    Alteration("nextUpdate not after thisUpdate") { $0.builder.nextUpdate = $0.builder.thisUpdate },
    Alteration("delta without its base") {
      $0.builder.extensions.append(
        CertificateExtension(.deltaCRLIndicator, isCritical: true, value: DEREncoding.integer(299)))
    },
    Alteration("authorities only") { $0.narrow(to: [0x82, 0x01, 0xFF]) },
    Alteration("some reasons only") { $0.narrow(to: [0x83, 0x02, 0x06, 0x40]) },
    Alteration("of other issuers, too") { $0.narrow(to: [0x84, 0x01, 0xFF]) },
    Alteration("attribute certificates only") { $0.narrow(to: [0x85, 0x01, 0xFF]) },
    Alteration("a point of distribution where there was none") {
      $0.narrow(to: ListDraft.distributionPoint("http://igc.example/CRL/shard-7.crl"))
    },
    Alteration("unknown critical extension") {
      $0.builder.extensions.append(
        CertificateExtension("1.2.250.1.71.9.9", isCritical: true, value: DEREncoding.null))
    },
    Alteration("unknown critical extension of another entry") {
      let unknown = CertificateExtension("1.2.250.1.71.9.9", isCritical: true, value: DEREncoding.null)
      $0.builder.entries.append(
        RevocationListBuilder.Entry(
          serialNumber: [0x77], moment: moment("2026-11-01T00:00:00Z"), extensions: [unknown]))
    },
    Alteration("without number") { $0.builder.extensions.removeAll { $0.oid == .crlNumber } },
    Alteration("key of another authority") {
      $0.builder.extensions[0] = Extensions.issuerKey([UInt8](repeating: 7, count: 20))
    },
    Alteration("name of a stranger") {
      $0.builder.issuer = try DistinguishedName(relativeNames: [[NameAttribute(.commonName, .utf8, "X")]])
    },
  ]

  private let tree: TestTree
  private let cards: SyntheticAuthority

  init() throws {
    tree = try TestTree.shared.get()
    cards = try tree.authority(.cards)
  }

  @Test(arguments: alterations)
  func `HN-13 a list that cannot be relied on is refused and the old one kept`(
    alteration: Alteration<ListDraft>
  ) throws {
    let book = try tree.book()
    var draft = try ListDraft(of: cards, number: 301)
    try alteration.apply(&draft)
    let list = try draft.list()
    #expect(throws: CPSError(.revocationListRefused)) { try book.admit(list, at: TestTree.now) }
    #expect(inUse(book) == "012c")
  }

  @Test func `HN-13 a list signed by another authority is refused`() throws {
    let book = try tree.book()
    var draft = try ListDraft(of: cards, number: 301)
    draft.signer = try tree.authority(.issuing(.strong, .organisations)).key
    let list = try draft.list()
    #expect(throws: CPSError(.revocationListRefused)) { try book.admit(list, at: TestTree.now) }
    #expect(inUse(book) == "012c")
  }

  @Test(arguments: [SignatureAlgorithmName.sha1, SignatureAlgorithmName.md5])
  func `HN-16 a list signed with SHA-1 or MD5 is refused for that`(arc: UInt8) throws {
    let book = try tree.book()
    let list = try ListDraft(of: cards, number: 301).list(namingAlgorithm: arc)
    let error = #expect(throws: CPSError.self) { try book.admit(list, at: TestTree.now) }
    #expect(error == CPSError(.revocationListRefused))
    #expect(error?.reason == "signature algorithm 1.2.840.113549.1.1.\(arc)")
    #expect(inUse(book) == "012c")
  }

  @Test func `HN-13 a list older than the one in use is a rollback`() throws {
    let book = try tree.book()
    let lower = try ListDraft(of: cards, number: 299).list()
    let earlier = try ListDraft(of: cards, number: 301, from: "2026-11-20T07:00:00Z").list()
    let shorter = try ListDraft(of: cards, number: 0xFF).list()
    for list in [lower, earlier, shorter] {
      #expect(throws: CPSError(.revocationListRefused)) { try book.admit(list, at: TestTree.now) }
    }
    #expect(inUse(book) == "012c")
    try book.admit(try ListDraft(of: cards, number: 301).list(), at: TestTree.now)
    #expect(inUse(book) == "012d")
  }

  /// Readers see the old list or the new one, whichever order the threads run in.
  @Test func `CC-01 swaps and questions on many threads agree`() async throws {
    let book = try tree.book()
    let lists = try (301..<321).map { try ListDraft(of: cards, number: UInt64($0)).list() }
    let reference = CertificateReference(
      issuerKeyIdentifier: cards.certificate.subjectKeyIdentifier ?? [], serialNumber: [0x55],
      expiry: moment("2028-01-01T00:00:00Z"))
    let numbers = try await withThrowingTaskGroup(of: String.self) { group in
      for list in lists {
        group.addTask {
          _ = try? book.admit(list, at: TestTree.now)
          return try book.recheck(reference, at: TestTree.now).number
        }
      }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(numbers.count == 20)
    #expect(inUse(book) == "0140")
  }

  private func inUse(_ book: RevocationBook) -> String? {
    book.states(at: TestTree.now).first { $0.authority == "FORT PERSONNES" }?.facts?.number
  }
}
