import CPSAuth
import CPSAuthSafeguards
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust
import OpenSSLKit
import Testing

@Suite struct OutboxMessengerTests {
  @Test func `who loses the address of an account is told so there, in the same step`() async throws {
    let scene = try NoticeScene()
    let desk = AccountDesk(
      store: scene.store, auditLog: scene.auditLog, secret: scene.secret,
      rules: try AccountRules(cost: ScryptCost(log2N: 4)), telling: scene.outbox, clock: scene.clock)
    func add(_ address: String?, updating isUpdate: Bool = true) async throws {
      let entry = try AccountEntry(
        AccountName("pharmacie-42"), owner: NationalIdentifier("899900123011"),
        address: address.map { try MailAddress($0) })
      _ = try await desk.add([entry], updating: isUpdate, by: AuditActor(hostOperator: "root"))
    }
    try await add("lea@example.fr")
    try await add("lea@example.fr")
    try await add("other@example.fr", updating: false)
    #expect(try await scene.outbox.waiting(atMost: 10) == 0)
    try await add("other@example.fr")
    try await add(nil)
    let composer = try NoticeComposer(
      [.accountAddressReplaced], from: MailAddress("cpsauth@service.example"),
      service: "https://service.example", help: "01 02 03 04 05")
    let delivery = NoticeDelivery(
      of: scene.outbox, composedBy: composer, over: scene.transport, auditLog: scene.auditLog,
      clock: scene.clock)
    #expect(await delivery.round().isEmpty)
    #expect(Set(scene.transport.taken.map(\.recipient.text)) == ["lea@example.fr", "other@example.fr"])
    #expect(scene.transport.taken.allSatisfy { $0.body.french.contains("pharmacie-42") })
  }

  @Test func `the code is filled in when the message leaves, and is in no record before`() async throws {
    let scene = try NoticeScene()
    let composer = try NoticeComposer(
      [.renewalCode], from: MailAddress("cpsauth@service.example"), service: "https://service.example",
      help: "01 02 03 04 05",
      completing: [NoticeTemplate.renewalCode.name: OutboxMessenger.completion(under: scene.secret)])
    let delivery = NoticeDelivery(
      of: scene.outbox, composedBy: composer, over: scene.transport, auditLog: scene.auditLog,
      clock: scene.clock)
    try await OutboxMessenger(scene.outbox).send(
      codeNamed: "name-of-code", for: AccountName("pharmacie-42"), to: MailAddress("lea@example.fr"),
      until: scene.clock.now() + .seconds(1_800))
    let code = try OneUseCode(under: scene.secret).text(of: "name-of-code")
    for record in await scene.store.records(NoticeOutbox.kind, group: nil, afterName: nil, limit: 10) {
      #expect(!String(decoding: record.content, as: UTF8.self).contains(code))
    }
    #expect(await delivery.round().isEmpty)
    let message = try #require(scene.transport.taken.first)
    #expect(message.recipient.text == "lea@example.fr")
    for language in Language.allCases {
      #expect(message.body[language].contains(code))
      #expect(message.body[language].contains("pharmacie-42"))
      #expect(!message.body[language].contains("name-of-code"))
    }
  }

  @Test func `the owner is told that there is another password`() async throws {
    let scene = try NoticeScene()
    let composer = try NoticeComposer(
      [.passwordRenewed], from: MailAddress("cpsauth@service.example"), service: "https://service.example",
      help: "01 02 03 04 05")
    let delivery = NoticeDelivery(
      of: scene.outbox, composedBy: composer, over: scene.transport, auditLog: scene.auditLog,
      clock: scene.clock)
    try await OutboxMessenger(scene.outbox).tell(
      ofRenewalOf: AccountName("pharmacie-42"), to: MailAddress("lea@example.fr"), at: scene.clock.now())
    #expect(await delivery.round().isEmpty)
    let body = try #require(scene.transport.taken.first?.body)
    for language in Language.allCases { #expect(body[language].contains("pharmacie-42")) }
  }

  @Test func `a code that is past its time is not sent any more`() async throws {
    let scene = try NoticeScene()
    let composer = try NoticeComposer(
      [.renewalCode], from: MailAddress("cpsauth@service.example"), service: "https://service.example",
      help: "01 02 03 04 05",
      completing: [NoticeTemplate.renewalCode.name: OutboxMessenger.completion(under: scene.secret)])
    let delivery = NoticeDelivery(
      of: scene.outbox, composedBy: composer, over: scene.transport, auditLog: scene.auditLog,
      clock: scene.clock)
    try await OutboxMessenger(scene.outbox).send(
      codeNamed: "name-of-code", for: AccountName("pharmacie-42"), to: MailAddress("lea@example.fr"),
      until: scene.clock.now() + .seconds(1_800))
    scene.clock.advance(by: .seconds(1_801))
    _ = await delivery.round()
    #expect(scene.transport.taken.isEmpty)
    #expect(try await scene.outbox.waiting(atMost: 10) == 0)
  }
}
