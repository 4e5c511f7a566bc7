import CPSAuth
import CPSAuthSafeguards
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit
import CPSTrust
import SafeguardChecks
import Testing

@Suite struct AccountRenewalTests {
  private static let next = "another horse battery"

  private let scene: AccountScene

  init() throws {
    scene = try AccountScene(over: MemoryStore(environment: .synthetic, random: SystemRandomSource()))
  }

  private func code(
    _ name: String = "pharmacie", with proof: RenewalProof, to password: String = next,
    at station: VirtualWorkstation? = nil
  ) async -> String {
    do {
      try await scene.renew(name, with: proof, to: password, at: station)
      return "renewed"
    } catch let error as CPSError {
      return error.diagnostic.code
    } catch { return "\(error)" }
  }

  private func flag(_ name: String = "pharmacie") async throws {
    _ = try await scene.desk.flag(try scene.list(name), by: AccountScene.officer, because: "leaked list")
  }

  private func compromise(_ name: String = "pharmacie") async throws -> AccountResponse.Answer {
    let incident = try AccountIncident(
      in: try scene.list(name), from: scene.clock.now() - .seconds(60), until: scene.clock.now() + .seconds(1)
    )
    return try await scene.desk.respond(to: incident, by: AccountScene.officer, because: "intrusion")
  }

  @Test func `a renewal ends every session, forgets the flag, and is in the log`() async throws {
    try await scene.begin("pharmacie")
    for _ in 0..<3 { _ = try await scene.logIn("pharmacie") }
    try await flag()
    let ticket = try await scene.ticket("pharmacie")
    #expect(try await scene.sessionCount("pharmacie") == 3)
    #expect(await code(with: .ticket(ticket)) == "renewed")
    #expect(try await scene.sessionCount("pharmacie") == 0)
    #expect(try await scene.result("pharmacie", Self.next) == "opened")
    let measures = try await scene.events(.measure).map(\.facts)
    #expect(measures.map { $0["measure"] }.suffix(2) == ["account-flagged", "password-renewed"])
    #expect(measures.last?["by"] == "ticket")
    #expect(measures.last?["sessions"] == "3")
    // Who did not choose it learns of it: at the first password, and at this one.
    #expect(
      scene.messenger.renewed == [
        "pharmacie pharmacie@mail.example", "pharmacie pharmacie@mail.example",
      ])
  }

  @Test func `none of the last passwords comes again`() async throws {
    try await scene.begin("pharmacie", password: "password number zero")
    var present = "password number zero"
    for number in 1...6 {
      try await flag()
      let next = "password number \(number) x"
      #expect(await code(with: .ticket(try await scene.ticket("pharmacie", present)), to: next) == "renewed")
      present = next
    }
    try await flag()
    let ticket = try await scene.ticket("pharmacie", present)
    for number in [6, 5, 4, 3] {
      #expect(
        await code(with: .ticket(ticket), to: "password number \(number) x") == "accounts.password-reused")
    }
    // Six before it: forgotten, as the standard says.
    #expect(await code(with: .ticket(ticket), to: "password number zero") == "renewed")
  }

  @Test func `a ticket is tried a few times and no more`() async throws {
    try await scene.begin("pharmacie")
    try await flag()
    let ticket = try await scene.ticket("pharmacie")
    for _ in 0..<5 {
      #expect(await code(with: .ticket(ticket), to: AccountScene.password) == "accounts.password-reused")
    }
    #expect(await code(with: .ticket(ticket)) == "accounts.renewal-refused")
  }

  @Test func `a ticket is for its account, its workstation, its time and its password`() async throws {
    try await scene.begin("pharmacie")
    try await scene.begin("cabinet")
    try await flag()
    let other = try VirtualWorkstation(
      audience: scene.authenticator.audience, clock: scene.clock, random: SystemRandomSource())
    #expect(
      await code("cabinet", with: .ticket(try await scene.ticket("pharmacie"))) == "accounts.renewal-refused")
    #expect(
      await code(with: .ticket(try await scene.ticket("pharmacie")), at: other) == "accounts.renewal-refused")
    let old = try await scene.ticket("pharmacie")
    let used = try await scene.ticket("pharmacie")
    #expect(await code(with: .ticket(used)) == "renewed")
    #expect(await code(with: .ticket(old), to: "a third horse battery") == "accounts.renewal-refused")
    try await flag()
    let late = try await scene.ticket("pharmacie", Self.next)
    scene.clock.advance(by: .seconds(600))
    #expect(await code(with: .ticket(late), to: "a third horse battery") == "accounts.renewal-refused")
    for nonsense in ["", "x", String(repeating: "A", count: 43)] {
      #expect(await code(with: .ticket(nonsense)) == "accounts.renewal-refused")
    }
  }

  @Test
  func `where somebody else was in the account its password leads to nothing, nor does a ticket of before`()
    async throws
  {
    try await scene.begin("pharmacie")
    try await flag()
    let ticket = try await scene.ticket("pharmacie")
    _ = try await compromise()
    #expect(try await scene.result("pharmacie") == "no ticket")
    #expect(await code(with: .ticket(ticket)) == "accounts.renewal-refused")
    // Nor does a code that whoever reads its mail asks for.
    let count = scene.messenger.all.count
    try await scene.door.requestCode(for: AccountName("pharmacie"), request: scene.request("renewal-codes"))
    #expect(scene.messenger.all.count == count)
    // The help desk has made sure who calls, and has an address that the intruder does not read.
    #expect(try await readdress("other@mail.example", updating: true) == 1)
    try await beginByTelephone()
    #expect(await code(with: .code(try scene.lastCode())) == "renewed")
    #expect(try await scene.result("pharmacie", Self.next) == "opened")
  }

  /// Gives the account an address, a second later, and says how many accounts are otherwise now.
  private func readdress(
    _ address: String, updating isUpdate: Bool, vouchingFor isVouchedFor: Bool = false
  ) async throws -> Int {
    scene.clock.advance(by: .seconds(1))
    let entry = try AccountEntry(AccountName("pharmacie"), owner: nil, address: MailAddress(address))
    return try await scene.desk.add(
      [entry], updating: isUpdate, vouchingForAddresses: isVouchedFor, by: AccountScene.officer
    ).updated
  }

  private func beginByTelephone() async throws {
    try await scene.door.begin(
      for: AccountName("pharmacie"), startedBy: AccountScene.officer, because: "caller confirmed")
  }

  @Test func `no code goes to an address that the intruder may read, whoever asks for it`() async throws {
    try await scene.begin("pharmacie")
    // Said before the intrusion became known: worth nothing after it.
    #expect(try await readdress("pharmacie@mail.example", updating: false, vouchingFor: true) == 1)
    scene.clock.advance(by: .seconds(1))
    _ = try await compromise()
    let count = scene.messenger.all.count
    await #expect(throws: CPSError(.accountUnreachable)) { try await beginByTelephone() }
    // A list that is read in each night says nothing about the address.
    #expect(try await readdress("pharmacie@mail.example", updating: true) == 0)
    #expect(try await readdress("other@mail.example", updating: false) == 0)
    // Nor does somebody's word for an address that is not the account's.
    #expect(try await readdress("other@mail.example", updating: false, vouchingFor: true) == 0)
    await #expect(throws: CPSError(.accountUnreachable)) { try await beginByTelephone() }
    #expect(scene.messenger.all.count == count)
  }

  @Test func `a code goes to the address that somebody made sure of after the intrusion`() async throws {
    try await scene.begin("pharmacie")
    _ = try await compromise()
    #expect(try await readdress("pharmacie@mail.example", updating: false, vouchingFor: true) == 1)
    #expect(try await scene.events(.measure).last?.facts["measure"] == "address-confirmed")
    try await beginByTelephone()
    let sent = try scene.lastCode()
    // Another intrusion: the word was given before it.
    scene.clock.advance(by: .seconds(1))
    _ = try await scene.desk.clear(try scene.list("pharmacie"), by: AccountScene.officer)
    _ = try await compromise()
    #expect(await code(with: .code(sent)) == "accounts.renewal-refused")
    await #expect(throws: CPSError(.accountUnreachable)) { try await beginByTelephone() }
  }

  @Test func `a code asked for before the intrusion became known is worth nothing after`() async throws {
    try await scene.begin("pharmacie")
    try await scene.door.requestCode(for: AccountName("pharmacie"), request: scene.request("renewal-codes"))
    let early = try scene.lastCode()
    _ = try await compromise()
    #expect(await code(with: .code(early)) == "accounts.renewal-refused")
  }

  @Test func `a code is compared five times, lives half an hour, and works once`() async throws {
    try await scene.begin("pharmacie")
    let name = try AccountName("pharmacie")
    try await scene.door.requestCode(for: name, request: scene.request("renewal-codes"))
    for _ in 0..<5 { #expect(await code(with: .code("0000-0000")) == "accounts.renewal-refused") }
    #expect(await code(with: .code(try scene.lastCode())) == "accounts.renewal-refused")
    scene.clock.advance(by: .seconds(901))
    try await scene.door.requestCode(for: name, request: scene.request("renewal-codes"))
    scene.clock.advance(by: .seconds(1_800))
    #expect(await code(with: .code(try scene.lastCode())) == "accounts.renewal-refused")
    try await scene.door.requestCode(for: name, request: scene.request("renewal-codes"))
    let good = try scene.lastCode().replacing("-", with: " ").replacing("0", with: "o").replacing(
      "1", with: "l")
    #expect(await code(with: .code(good)) == "renewed")
    #expect(await code(with: .code(good), to: "a third horse battery") == "accounts.renewal-refused")
  }

  @Test func `who asks again for somebody else does not spoil the code that is awaited`() async throws {
    try await scene.begin("pharmacie")
    let name = try AccountName("pharmacie")
    try await scene.door.begin(for: name, startedBy: AccountScene.officer, because: "caller confirmed")
    let awaited = try scene.lastCode()
    try await scene.door.requestCode(
      for: name, request: scene.request("renewal-codes", from: "198.51.100.9"))
    #expect(await code(with: .code(awaited)) == "renewed")
  }

  @Test func `nobody is flooded with codes, and nobody learns whether an account exists`() async throws {
    try await scene.begin("pharmacie")
    let count = scene.messenger.all.count
    for name in ["pharmacie", "nobody"] {
      for number in 0..<12 {
        let result: String
        do {
          try await scene.door.requestCode(
            for: AccountName(name), request: scene.request("renewal-codes", from: "198.51.100.9"))
          result = "sent"
        } catch let error as CPSError { result = error.diagnostic.code }
        #expect(result == (number < 10 ? "sent" : "accounts.too-many-attempts"), "\(name)")
      }
    }
    #expect(scene.messenger.all.count == count + 10)
  }

  @Test func `a help desk is told when no code can be sent`() async throws {
    let entry = try AccountEntry(
      AccountName("carte-seule"), owner: NationalIdentifier("899900123011"), address: nil)
    _ = try await scene.desk.add([entry], updating: false, by: AccountScene.officer)
    for name in ["carte-seule", "nobody"] {
      await #expect(throws: CPSError(.accountUnreachable)) {
        try await scene.door.begin(
          for: AccountName(name), startedBy: AccountScene.officer, because: "caller confirmed")
      }
    }
    #expect(scene.messenger.all.isEmpty)
  }

  @Test func `the code is in no record and in no entry of the log`() async throws {
    try await scene.begin("pharmacie")
    try await scene.door.requestCode(for: AccountName("pharmacie"), request: scene.request("renewal-codes"))
    let code = try scene.lastCode()
    let records = try await scene.store.records("account", group: nil, afterName: nil, limit: 10)
    for record in records {
      let text = String(decoding: record.content, as: UTF8.self)
      #expect(!text.contains(code) && !text.contains(code.replacing("-", with: "")))
      #expect(!text.contains(AccountScene.password))
    }
  }
}
