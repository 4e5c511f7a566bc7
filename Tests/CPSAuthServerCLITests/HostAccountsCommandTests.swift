import CPSAuth
import CPSAuthSQLite
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTransport
import Foundation
import HTTPTestSupport
import OpenSSLKit
import TestSupport
import Testing

/// `cpsauth-server accounts` beside a server on one SQLite file.
@Suite struct HostAccountsCommandTests {
  private static let owner = "899900123011"
  private static let password = "correct horse battery"

  private let host: ServerHost

  init() throws {
    host = try ServerHost(
      policy: [
        "version: test", "rules:",
        "  accounts: {allow: [infopatient.lookup], method: account}",
      ], more: ["accounts: {scrypt: {log2-n: 4}}"])
  }

  private func run(
    _ arguments: String..., language: String = "en"
  ) async throws -> ServerHost.Result {
    try await host.run(["accounts"] + arguments, language: language)
  }

  /// Writes a file with some rights.
  private func file(_ name: String, _ text: String, mode: Int = 0o600) throws -> String {
    let path = host.folder.folder.path(name)
    try Data(text.utf8).write(to: URL(filePath: path))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    return path
  }

  private func logIn(_ name: String, at station: TestWorkstation) async throws -> ServiceAnswer {
    try await station.send(
      "POST", "/cpsauth/accounts/sessions",
      #"{"schema":1,"account":"\#(name)","password":"\#(Self.password)"}"#)
  }

  @Test func `an account begins by card, and one command answers the intrusion`() async throws {
    let server = try await host.start()
    let list = try file(
      "accounts.csv", "account,owner,email\npharmacie,\(Self.owner),p@mail.example\ncabinet,,c@mail.example\n"
    )
    #expect(try await run("import", list).output == "Accounts added: 2; updated: 0; unchanged: 0\n")
    #expect(
      try await run("import", list, "--json").output == #"{"added":0,"unchanged":2,"updated":0}"# + "\n")

    let station = try host.workstation()
    let card = try await station.cardToken(FixtureCard("physician"))
    let chosen = try await station.send(
      "POST", "/cpsauth/accounts/password",
      #"{"schema":1,"account":"pharmacie","password":"\#(Self.password)"}"#, token: card)
    #expect(chosen.status == 204)
    let token = try #require(try await logIn("pharmacie", at: station).json()["token"] as? String)
    #expect(try await station.lookUp("208137512536476", token: token).status == 200)

    let from = (SystemWallClock().now() - .seconds(3_600)).rfc3339
    let accounts = try file("intrusion.txt", "# from the dark web\nP@mail.example\nnobody\n")
    let arguments = ["--accounts", accounts, "--from", from, "--reason", "dark web"]
    let first = try await run(
      "respond", arguments[0], arguments[1], arguments[2], arguments[3], "--reason", "dark web")
    #expect(first.status == 0, "\(first.errors)")
    #expect(
      first.output.hasPrefix(
        "Accounts changed: 1; so already: 0\nNo account of this name or address: nobody\nSessions ended: 1\n")
    )
    #expect(
      try await station.lookUp("208137512536476", token: token).code == "session.ended-by-administrator")
    let locked = try await logIn("pharmacie", at: station)
    #expect(locked.code == "accounts.renewal-required")
    #expect(try locked.json()["ticket"] == nil)
    let again = try await run(
      "respond", arguments[0], arguments[1], arguments[2], arguments[3], "--reason", "dark web", "--json")
    let answer = try #require(
      try JSONSerialization.jsonObject(with: Data(again.output.utf8)) as? [String: Any])
    #expect((answer["accounts"] as? [String: Any])?["unchanged"] as? Int == 1)
    #expect(answer["sessions_ended"] as? Int == 0)
    #expect((answer["exposure"] as? [String: Any])?["persons"] as? Int == 1)

    let listed = try await run("list", "state:compromised", language: "fr")
    #expect(listed.output.hasPrefix("pharmacie : compromised, titulaire \(Self.owner), adresse : oui"))
    // The card was never concerned.
    #expect(try await station.login(with: FixtureCard("physician")).status == 201)
    server.signal(SIGTERM)
    #expect(try await server.wait() == .exited(0))

    let acts = try await host.events().filter { $0.kind == .hostAct }
    #expect(
      acts.map { $0.function?.rawValue } == [
        "accounts.import", "accounts.import", "accounts.respond", "accounts.respond", "accounts.list",
      ])
    #expect(acts.map(\.reason) == [nil, nil, "dark web", "dark web", nil])
  }

  @Test func `flags are set and taken away, also without a service running`() async throws {
    let server = try await host.start()
    server.signal(SIGTERM)
    #expect(try await server.wait() == .exited(0))
    let list = try file("a.jsonl", #"{"account":"cabinet","email":"c@mail.example"}"#)
    _ = try await run("import", list)
    #expect(
      try await run("import", list, "--confirm-addresses", "--reason", "by letter").output
        == "Accounts added: 0; updated: 1; unchanged: 0\n")
    let flagged = try await run("flag", "cabinet", "c@mail.example", "nobody", "--reason", "list of May")
    #expect(
      flagged.output
        == "Accounts changed: 1; so already: 0\nNo account of this name or address: nobody\n")
    #expect(
      try await run("flag", "cabinet", "--reason", "list of May", language: "fr").output
        == "Comptes modifiés : 0 ; déjà ainsi : 1\n")
    #expect(
      try await run("clear", "cabinet", "--reason", "wrong list", "--json").output
        == #"{"changed":1,"unchanged":0,"unknown":[]}"# + "\n")
    #expect(
      try await run("unblock", "cabinet", "--reason", "owner called").output
        == "Accounts changed: 0; so already: 1\n")
  }

  @Test func `what others may read or write, and what cannot be meant, is refused, and nothing is done`()
    async throws
  {
    let server = try await host.start()
    server.signal(SIGTERM)
    _ = try await server.wait()
    let good = "account,owner,email\ncabinet,,c@mail.example\n"
    #expect(try await run("import", try file("open.csv", good, mode: 0o640)).status == 78)
    #expect(try await run("import", try file("bad.csv", good + "x,,\n")).status == 64)
    #expect(try await run("import", host.folder.folder.path("missing.csv")).status == 66)
    #expect(try await run("flag", "--reason", "no accounts").status == 64)
    #expect(try await run("flag", "cabinet").status == 64)
    #expect(try await run("flag", "--accounts", try file("l.txt", "a b\n"), "--reason", "why").status == 64)
    #expect(try await run("respond", "cabinet", "--from", "yesterday", "--reason", "why").status == 64)
    #expect(try await run("respond", "cabinet", "--reason", "why").status == 64)
    #expect(try await run("list").output == "No account\n")
  }
}
