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

/// `cpsauth-server sessions` beside a server on one SQLite file; beside PostgreSQL, in `SharedStateSystemTests`.
@Suite struct HostSessionsCommandTests {
  private let host: ServerHost

  init() throws {
    host = try ServerHost()
  }

  private func run(
    _ arguments: String..., language: String = "en"
  ) async throws -> ServerHost.Result {
    try await host.run(["sessions"] + arguments, language: language)
  }

  @Test func `CC-06 what the host ends the running server refuses at the next request`() async throws {
    let server = try await host.start()
    let station = try host.workstation()
    let token = try await station.cardToken(FixtureCard("physician"))
    let other = try await station.cardToken(FixtureCard("physician"))
    let challenge = try await station.challenge()

    let listed = try await run("list", "every-card")
    #expect(listed.status == 0, "\(listed.errors)")
    #expect(listed.output.split(separator: "\n").count == 2)
    let name = try #require(listed.output.split(separator: ":").first)
    let ended = try await run("end", "session:\(name)", "--reason", "lost token", language: "fr")
    #expect(ended.status == 0, "\(ended.errors)")
    #expect(ended.output == "Sessions auxquelles il est mis fin : 1\n")
    let statuses = [
      try await station.lookUp("208137512536476", token: token).status,
      try await station.lookUp("208137512536476", token: other).status,
    ]
    #expect(statuses.sorted() == [200, 401])
    #expect(try await run("end", "everyone").output == "Sessions ended: 1\n")
    #expect(try await station.lookUp("208137512536476", token: other).status == 401)
    #expect(try await run("list", "everyone").output == "No session\n")
    // The server goes on in the epoch in which it issued this.
    let proof = try FixtureCard("physician").proof(
      answering: challenge, for: host.audience, binding: try station.publicKey())
    #expect(try await station.open(proof).status < 300)
    server.signal(SIGTERM)
    #expect(try await server.wait() == .exited(0))

    let events = try await host.events()
    let acts = events.filter { $0.kind == .hostAct }
    #expect(
      acts.map { $0.function?.rawValue } == [
        "sessions.list", "sessions.end", "sessions.end", "sessions.list",
      ])
    #expect(acts.allSatisfy { $0.actor?.hostOperator?.isEmpty == false })
    #expect(acts.map(\.reason) == [nil, "lost token", nil, nil])
    #expect(events.count { $0.kind == .sessionEnded && $0.actor?.hostOperator != nil } == 2)
  }

  @Test func `without a service running they are ended all the same, and the one file is whole`() async throws
  {
    let server = try await host.start()
    let station = try host.workstation()
    _ = try await station.cardToken(FixtureCard("physician"))
    server.signal(SIGTERM)
    #expect(try await server.wait() == .exited(0))
    #expect(try await run("end", "everyone", "--json").output == "{\"ended\":1}\n")
    let copy = host.folder.folder.path("copy.sqlite")
    try FileManager.default.copyItem(atPath: host.folder.folder.path("state.sqlite"), toPath: copy)
    let store = try await SQLiteStore.inspect(at: copy, environment: .synthetic)
    let kinds = try await store.auditRecords(after: 0, limit: 100).map {
      try AuditEntry(encoded: $0.content).event.kind
    }
    #expect(kinds.suffix(3) == [.hostAct, .sessionEnded, .outcome])
  }

  @Test func `what cannot be meant, and a state that is not there, are refused, and nothing is made`()
    async throws
  {
    #expect(
      try await run("end", "somebody:1").status == CPSError(.subjectMalformed).diagnostic.exitStatus.rawValue)
    #expect(
      try await run("end", "everyone", "--reason", "n° 2081375125364").status
        == CPSError(.reasonMalformed).diagnostic.exitStatus.rawValue)
    #expect(try await run("end").status == 64)
    let absent = try await run("list", "everyone", "--json")
    #expect(absent.status == 74)
    #expect(absent.output.contains(#""code":"store.unavailable""#))
    #expect(!FileManager.default.fileExists(atPath: host.folder.folder.path("state.sqlite")))
    #expect(!FileManager.default.fileExists(atPath: host.folder.folder.path("secrets")))
  }
}
