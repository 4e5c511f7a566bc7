import CPSAuth
import CPSAuthSafeguards
import CPSDiagnostics
import Testing

@Suite struct ContactBookTests {
  private let scene: NoticeScene
  private let book: ContactBook
  private let host = AuditActor(hostOperator: "root")

  init() throws {
    scene = try NoticeScene()
    book = ContactBook(
      in: scene.store, sealedBy: scene.secret, telling: scene.outbox, auditLog: scene.auditLog)
  }

  @Test func `a roll is set, and read back`() async throws {
    let roll = try ContactRoll("account:pharmacie-42;officine@example.fr\nperson:8997;dr@example.fr\n")
    #expect(try await book.set(roll, by: host) == 2)
    #expect(try await book.set(roll, by: host) == 0)
    #expect(try await book.contact(of: HolderName("account:pharmacie-42"))?.choice == .each)
    #expect(try await book.contact(of: HolderName("person:8997"))?.choice == .grouped)
    #expect(try await book.contact(of: HolderName("person:1")) == nil)
    #expect(try await scene.outbox.waiting(atMost: 9) == 0)
    #expect(try await scene.acts() == ["set", "set"])
  }

  @Test func `whoever loses an address is told so there, with the change or not at all`() async throws {
    _ = try await book.set(ContactRoll("account:a;old@example.fr"), by: host)
    _ = try await book.set(ContactRoll("account:a;new@example.fr"), by: host)
    #expect(try await scene.outbox.waiting(atMost: 9) == 1)
    #expect(try await book.remove(HolderName("account:a"), by: host))
    #expect(try await book.remove(HolderName("account:a"), by: host) == false)
    #expect(try await scene.outbox.waiting(atMost: 9) == 2)
    let composer = try NoticeComposer(from: MailAddress("x@service.example"), service: "s", help: "h")
    let delivery = NoticeDelivery(
      of: scene.outbox, composedBy: composer, over: scene.transport, auditLog: scene.auditLog,
      clock: scene.clock)
    _ = await delivery.round()
    #expect(Set(scene.transport.taken.map(\.recipient.text)) == ["old@example.fr", "new@example.fr"])
  }

  @Test func `another choice at the same address is no farewell`() async throws {
    _ = try await book.set(ContactRoll("person:1;dr@example.fr;each"), by: host)
    #expect(try await book.set(ContactRoll("person:1;dr@example.fr;off"), by: host) == 1)
    #expect(try await scene.outbox.waiting(atMost: 9) == 0)
  }

  @Test(arguments: [
    ("", "1...64"), ("account:a", "1"), ("account:a;", "1"), ("account:a;x@y.fr;each;more", "1"),
    ("a;x@y.fr", "1"),
    ("account:a;x@y.fr\naccount:b;nobody", "2"), ("account:a;x@y.fr;off", "1"),
    ("account:a;x@y.fr;grouped", "1"),
    ("person:1;x@y.fr;never", "1"), ("account:a;x@y.fr\n\naccount:b;x@y.fr", "2"),
    ("account:a;x@y.fr\naccount:a;x@y.fr", "2 ×"), ("account:a; x@y.fr", "1"),
  ])
  func `a roll that could be misread is refused where it stands`(text: String, detail: String) {
    #expect(throws: CPSError(.contactInvalid, ["detail": detail])) { try ContactRoll(text) }
  }
}
