import CPSAuth
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import OpenSSLKit
import Testing

@testable import CPSAuthSafeguards

@Suite struct TelephoneRecordsTests {
  private let scene: TelephoneScene
  private let account: AccountName

  init() throws {
    scene = try TelephoneScene()
    account = try AccountName("a")
  }

  private func carryOut(_ order: String) async throws -> [String] {
    let answer = try await scene.records.carryOut(try TelephoneDelegateOrder(order), by: scene.operatorOfHost)
    return answer.delegates.map { "\($0.person.role.rawValue):\($0.person.name)" }
  }

  @Test func `delegates are declared, listed and withdrawn, and each change is in the log before`()
    async throws
  {
    #expect(try await carryOut("list;a") == [])
    #expect(try await carryOut("declare;secretary;Anne Martin;a") == ["secretary:Anne Martin"])
    #expect(
      try await carryOut("declare;accountant;Jean Roy;a") == ["secretary:Anne Martin", "accountant:Jean Roy"])
    #expect(
      try await carryOut("declare;secretary;anne martin;a") == [
        "accountant:Jean Roy", "secretary:anne martin",
      ])
    #expect(try await carryOut("withdraw;accountant;Jean Roy;a") == ["secretary:anne martin"])
    #expect(try await carryOut("withdraw;secretary;Nobody;a") == ["secretary:anne martin"])
    #expect(try await carryOut("list;a") == ["secretary:anne martin"])
    let acts = try await scene.events().compactMap { $0.facts["act"] }
    #expect(acts.filter { $0 == "delegate-declared" }.count == 3)
    #expect(acts.filter { $0 == "delegate-withdrawn" }.count == 2)
    #expect(
      try await scene.events().filter { $0.kind == .measure }.allSatisfy { $0.actor?.hostOperator == "léa" })
  }

  @Test func `an account without details and delegates leaves no record`() async throws {
    _ = try await carryOut("declare;other;Léo;a")
    _ = try await carryOut("withdraw;other;Léo;a")
    #expect(await scene.store.record(TelephoneRecord.kind, named: "a") == nil)
    _ = try await carryOut("withdraw;other;Léo;nobody")
    #expect(await scene.store.record(TelephoneRecord.kind, named: "nobody") == nil)
  }

  @Test func `an account has twenty delegates at most, and one of them may be declared again`() async throws {
    for letter in "abcdefghijklmnopqrst" { _ = try await carryOut("declare;other;Name \(letter);a") }
    let error = await #expect(throws: CPSError.self) { _ = try await carryOut("declare;other;One more;a") }
    #expect(error?.diagnostic == .telephoneDelegatesFull)
    #expect(try await carryOut("declare;other;name A;a").count == 20)
  }

  @Test func `other details take the place of those before, and delegates stay`() async throws {
    try await scene.register("a")
    _ = try await carryOut("declare;other;Léo;a")
    scene.clock.advance(by: .seconds(60))
    try await scene.register("a", TelephoneScene.wrong)
    #expect(try await !scene.check("a", TelephoneScene.right))
    #expect(try await scene.check("a", TelephoneScene.wrong))
    let line = try #require(try await scene.records.listing(.account(account)).accounts.first)
    #expect(line.delegates.map(\.person.name) == ["Léo"])
    #expect(line.registeredAt == scene.clock.now().rfc3339)
  }

  @Test func `removing takes details and delegates, and says whether there was something`() async throws {
    try await scene.register("a")
    _ = try await carryOut("declare;other;Léo;a")
    #expect(try await scene.records.remove(account, by: scene.operatorOfHost))
    #expect(try await !scene.records.remove(account, by: scene.operatorOfHost))
    #expect(try await scene.records.listing(.account(account)).accounts.isEmpty)
    #expect(try await !scene.check("a"))
  }

  @Test func `a listing has two hundred accounts, and says that there are more`() async throws {
    let names = (0..<250).map { "a" + String(1_000 + $0) }
    let claims = try names.map { try scene.claim(TelephoneScene.right, for: $0) }
    try await scene.records.register(claims, by: scene.operatorOfHost)
    let first = try await scene.records.listing(try TelephoneSelector("everyone"))
    #expect(first.accounts.map(\.account) == Array(names.prefix(200)))
    #expect(!first.isComplete)
    let rest = try await scene.records.listing(try TelephoneSelector("after:a1199"))
    #expect(rest.accounts.map(\.account) == Array(names.suffix(50)))
    #expect(rest.isComplete)
    #expect(try await scene.events().count { $0.facts["act"] == "registered" } == 250)
  }

  @Test func `records under a secret on its way out are sealed anew`() async throws {
    try await scene.register("a")
    let next = try ServiceSecret(
      try SecretBytes(copying: try scene.random.bytes(32)), alsoAccepting: [scene.secret])
    let records = TelephoneRecords(
      in: scene.store, sealedBy: next, auditLog: scene.auditLog, clock: scene.clock)
    #expect(try await records.sealAnew() == 1)
    #expect(try await records.sealAnew() == 0)
    await #expect(throws: CPSError(.storeCorrupt)) { _ = try await scene.check("a") }
  }

  @Test(arguments: ["", "everybody", "account:", "after:", "account", "account:a\u{1}"])
  func `a selection that cannot be meant is refused`(text: String) {
    #expect(throws: CPSError.self) { try TelephoneSelector(text) }
  }

  @Test(arguments: [
    "list;a", "declare;secretary;Anne Martin;a", "withdraw;accountant;Zoé D’Arc;a", "declare;other;Léo;a;b;c",
    "list;a;b",
  ])
  func `an order is the text that it was read from`(text: String) throws {
    #expect(try TelephoneDelegateOrder(text).canonicalText == text)
  }

  @Test(arguments: [
    "", "list", "list;", "declare;a", "declare;secretary;Anne Martin", "declare;boss;Anne Martin;a",
    "declare;secretary;A;a", "declare;secretary;Anne 5;a", "declare;secretary;;a", "remove;other;Léo;a",
    "declare;secretary;--;a", "declare;secretary;An\u{202E}ne;a", "declare;secretary;Anne Martin;",
    "list;FR1420041010050500013M02606", "declare;secretary;FR1420041010050500013M02606;a",
  ])
  func `an order that cannot be meant is refused`(text: String) {
    let error = #expect(throws: CPSError.self) { try TelephoneDelegateOrder(text) }
    #expect(error.map { !"\($0)".contains("3M02") } == true)
  }
}
