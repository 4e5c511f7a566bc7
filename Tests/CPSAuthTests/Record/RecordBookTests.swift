import CPSAuth
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import Testing

@Suite struct RecordBookTests {
  private struct Note: Codable, Hashable {
    var text: String
    var shelf: String?
  }

  private static let kind: RecordKind = "note"

  private let store: MemoryStore
  private let secret: ServiceSecret
  private let random = SeededRandomSource(seed: 7)

  init() throws {
    store = try MemoryStore(environment: .synthetic, random: random)
    secret = try ServiceSecret(from: random)
  }

  private func book(_ secret: ServiceSecret? = nil, kind: RecordKind = kind) -> RecordBook<Note> {
    RecordBook(kind, in: store, sealedBy: secret ?? self.secret, groupedBy: \.shelf)
  }

  /// Puts into the place of a record what `change` makes of it, as who rules over the database can.
  private func tamper(_ name: String, _ change: (StoredRecord) -> StoredRecord) async throws {
    let found = try #require(await store.record(Self.kind, named: name))
    let next = change(found)
    #expect(
      await store.apply([
        RecordChange(Self.kind, name, expecting: found.version, result: .removed)
      ]))
    #expect(
      await store.apply([
        RecordChange(next.kind, next.name, expecting: nil, result: .content(next.content, group: next.group))
      ]))
  }

  @Test func `what was written is read, and what was removed is gone`() async throws {
    #expect(try await book().entry(named: "a") == nil)
    try await book().change("a") { found throws(CPSError) in
      #expect(found == nil)
      return Note(text: "one")
    }
    let entry = try #require(try await book().entry(named: "a"))
    #expect(entry.content == Note(text: "one"))
    #expect(entry.version == 1)
    #expect(try await book().change("a") { _ throws(CPSError) in nil } == nil)
    #expect(try await book().entry(named: "a") == nil)
    #expect(try await book().change("a") { _ throws(CPSError) in nil } == nil)
  }

  @Test func `a refused change leaves what stands`() async throws {
    try await book().change("a") { _ throws(CPSError) in Note(text: "one") }
    await #expect(throws: CPSError(.storeForeign)) {
      try await book().change("a") { _ throws(CPSError) in throw CPSError(.storeForeign) }
    }
    #expect(try await book().entry(named: "a")?.content.text == "one")
  }

  @Test func `CC-04 no change of a hundred at once is lost`() async throws {
    let book = book()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<100 {
        group.addTask {
          while true {
            do throws(CPSError) {
              try await book.change("count") { found throws(CPSError) in
                Note(text: (found?.text ?? "") + "x")
              }
              return
            } catch {
              #expect(error.diagnostic == .storeUnavailable)
            }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await book.entry(named: "count")?.content.text.count == 100)
  }

  @Test func `records are found by their group, in pages`() async throws {
    for number in 0..<600 {
      try await book().change("n\(1_000 + number)") { _ throws(CPSError) in
        Note(text: "\(number)", shelf: number % 2 == 0 ? "even" : nil)
      }
    }
    var all: [String] = []
    try await book().forEach { entry throws(CPSError) in all.append(entry.content.text) }
    #expect(all == (0..<600).map(String.init))
    var even = 0
    try await book().forEach(inGroup: "even") { _ throws(CPSError) in even += 1 }
    #expect(even == 300)
    #expect(try await book().entries(inGroup: "odd", limit: 10).isEmpty)
  }

  @Test(arguments: ["content", "group", "name", "kind", "length"])
  func `ST-04 a record that this service did not seal is none`(part: String) async throws {
    try await book().change("a") { _ throws(CPSError) in Note(text: "one", shelf: "s") }
    var place = (kind: Self.kind, name: "a")
    try await tamper("a") { record in
      var content = record.content
      switch part {
      case "content": content[content.count - 4] ^= 1
      case "length": content = Array(content.prefix(32))
      case "name": place.name = "b"
      case "kind": place.kind = "other"
      default: break
      }
      return StoredRecord(
        kind: place.kind, name: place.name, group: part == "group" ? "t" : record.group, content: content,
        version: 1)
    }
    let error = await #expect(throws: CPSError.self) {
      try await book(kind: place.kind).entry(named: place.name)
    }
    #expect(error?.diagnostic == .storeCorrupt)
    await #expect(throws: CPSError.self) { try await book(kind: place.kind).entries(limit: 1) }
  }

  @Test func `a record of another secret is none, unless that is on its way out`() async throws {
    let next = try ServiceSecret(from: random)
    try await book(next).change("a") { _ throws(CPSError) in Note(text: "one") }
    await #expect(throws: CPSError.self) { try await book().entry(named: "a") }
  }

  @Test func `every record is sealed anew under the present secret`() async throws {
    let bytes = try random.bytes(32)
    let old = try ServiceSecret(try SecretBytes(copying: bytes))
    for name in ["a", "b"] {
      try await book(old).change(name) { _ throws(CPSError) in Note(text: name, shelf: "s") }
    }
    let newBytes = try random.bytes(32)
    let both = try ServiceSecret(try SecretBytes(copying: newBytes), alsoAccepting: [old])
    try await book(both).change("c") { _ throws(CPSError) in Note(text: "c") }
    #expect(try await book(both).sealAnew() == 2)
    #expect(try await book(both).sealAnew() == 0)
    let new = try ServiceSecret(try SecretBytes(copying: newBytes))
    #expect(try await book(new).entries(limit: 9).map(\.content.text) == ["a", "b", "c"])
    #expect(try await book(new).entries(inGroup: "s", limit: 9).count == 2)
  }

  @Test(arguments: [0, 257])
  func `a name that no record holds is refused`(length: Int) async throws {
    let error = await #expect(throws: CPSError.self) {
      try await book().change(String(repeating: "n", count: length)) { _ throws(CPSError) in Note(text: "") }
    }
    #expect(error?.diagnostic == .inputMalformed)
  }

  @Test func `a content that no record holds is refused`() async throws {
    let error = await #expect(throws: CPSError.self) {
      try await book().change("a") { _ throws(CPSError) in Note(text: String(repeating: "x", count: 40_000)) }
    }
    #expect(error?.diagnostic == .inputMalformed)
    #expect(try await book().entry(named: "a") == nil)
  }

  @Test func `a store that fails gives no record and loses no change`() async throws {
    let failing = FailingStore(store)
    let book = RecordBook<Note>(Self.kind, in: failing, sealedBy: secret)
    failing.fail(.reading)
    await #expect(throws: CPSError.self) { try await book.entry(named: "a") }
    failing.fail(.records)
    await #expect(throws: CPSError.self) {
      try await book.change("a") { _ throws(CPSError) in Note(text: "") }
    }
    failing.fail(nil)
    #expect(try await book.entry(named: "a") == nil)
  }
}
