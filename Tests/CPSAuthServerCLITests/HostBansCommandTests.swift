import CPSAuth
import CPSAuthSQLite
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTransport
import Foundation
import HTTPTestSupport
import TestSupport
import Testing

/// `cpsauth-server bans` and `contacts` beside a server on one SQLite file.
@Suite struct HostBansCommandTests {
  private let host: ServerHost

  init() throws {
    // What is waited for is asked for again and again.
    host = try ServerHost(more: ["requests: {per-second: 1000, burst: 10000}"])
  }

  private func run(
    _ arguments: String..., language: String = "en"
  ) async throws -> ServerHost.Result {
    try await host.run(arguments, language: language)
  }

  /// Why an account does not log in; nil where it does.
  private func accountCode(_ station: TestWorkstation) async throws -> String? {
    try await station.send(
      "POST", "/demonstration/account-sessions", #"{"schema": 1, "account": "pharmacie-demonstration"}"#
    ).code
  }

  @Test func `what the host bans the running server refuses within its interval, and a lift opens again`()
    async throws
  {
    let server = try await host.start()
    let station = try host.workstation()
    #expect(try await station.accountToken() != "")
    let added = try await run(
      "bans", "add", "127.0.0.0/24", "--for", "2h", "--reason", "robot of March", language: "fr")
    #expect(added.status == 0, "\(added.errors)")
    #expect(added.output.hasPrefix("127.0.0.0/24 est banni jusqu’au "))
    try await eventually("the ban is in force") { try await accountCode(station) == "bans.banned" }
    // The card is not what is banned.
    #expect(try await station.cardToken(FixtureCard("physician")) != "")
    try await eventually("the hits are in the store") {
      let listed = try await run("bans", "list", "127.0.0.9").output
      return listed.contains("passwords, until") && !listed.contains(" 0 refused")
    }
    #expect(try await run("bans", "list", "192.0.2.1").output == "No ban\n")
    #expect(
      try await run("bans", "lift", "127.0.0.0/24").output.hasPrefix("127.0.0.0/24 is no longer banned"))
    // By then the account has logged in more often than people do, which is another refusal.
    try await eventually("the ban is lifted") { try await accountCode(station) != "bans.banned" }
    server.signal(SIGTERM)
    #expect(try await server.wait() == .exited(0))
    let events = try await host.events()
    let acts = events.filter { $0.facts["measure"] == "ban" }.compactMap { $0.facts["act"] }
    #expect(acts.prefix(3) == ["taken", "hits", "lifted"])
    // What the server refused until it heard of the lift.
    #expect(acts.dropFirst(3).allSatisfy { $0 == "hits" })
    #expect(
      events.contains { $0.kind == .hostAct && $0.function == "bans.add" && $0.reason == "robot of March" })
  }

  @Test func `what cannot be meant is refused, and nothing is made`() async throws {
    #expect(try await run("bans", "add", "192.0.2.7/24", "--for", "1h", "--reason", "robot").status == 64)
    #expect(try await run("bans", "add", "10.0.0.0/8", "--for", "1h", "--reason", "robot").status == 64)
    #expect(try await run("bans", "add", "192.0.2.7", "--for", "tomorrow", "--reason", "robot").status == 64)
    #expect(try await run("bans", "add", "192.0.2.7", "--for", "1h").status == 64)
    #expect(try await run("contacts", "import", host.folder.folder.path("absent")).status == 66)
    #expect(try await run("contacts", "show", "nobody").status == 65)
    #expect(!FileManager.default.fileExists(atPath: host.folder.folder.path("state.sqlite")))
  }

  @Test func `contacts of a file are taken over, shown and forgotten`() async throws {
    let server = try await host.start()
    server.signal(SIGTERM)
    #expect(try await server.wait() == .exited(0))
    let file = host.folder.folder.path("contacts")
    func write(_ text: String, mode: Int = 0o600) throws {
      try Data(text.utf8).write(to: URL(filePath: file))
      try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: file)
    }
    try write("account:pharmacie-42;officine@example.fr\n", mode: 0o640)
    #expect(try await run("contacts", "import", file).status == 78)
    // As a spreadsheet writes it.
    try write("\u{FEFF}account:pharmacie-42;officine@example.fr\r\nperson:8997;dr@example.fr\r\n")
    let imported = try await run("contacts", "import", file)
    #expect(imported.status == 0, "\(imported.errors)")
    #expect(imported.output == "Contacts changed: 2\n")
    #expect(
      try await run("contacts", "show", "person:8997", language: "fr").output
        == "dr@example.fr (le nouveau aussitôt, le reste par jour)\n")
    #expect(try await run("contacts", "remove", "person:8997", "--json").output == "{\"changed\":1}\n")
    #expect(try await run("contacts", "show", "person:8997").output == "No address\n")
  }
}
