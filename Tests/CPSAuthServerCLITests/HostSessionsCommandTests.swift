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
  private let folder: ServerFolder
  private let configuration: String
  private let audience: Audience

  init() throws {
    folder = try ServerFolder(at: SystemWallClock().now())
    let port = try PortPair.free()
    audience = try Audience("http://127.0.0.1:\(port)")
    configuration = try folder.configuration(
      audience: audience.text, listen: ["address: 127.0.0.1:\(port)"])
  }

  private func start() async throws -> ChildProcess {
    let server = try ChildProcess(
      try BuiltProduct.path("cpsauth-server"), ["--config", configuration, "--json"], environment: [:])
    try await server.waitForOutput("\"listening\"", atMost: .seconds(60))
    return server
  }

  private func run(
    _ arguments: String..., language: String = "en"
  ) async throws -> (status: Int32, output: String, errors: String) {
    let done = try await ChildProcess.run(
      BuiltProduct.path("cpsauth-server"),
      ["sessions"] + arguments + ["--config", configuration, "--lang", language], environment: [:])
    guard case .exited(let status) = done.outcome else { throw TestSupportError("\(done.outcome)") }
    return (status, done.output, done.errors)
  }

  @Test func `CC-06 what the host ends the running server refuses at the next request`() async throws {
    let server = try await start()
    let station = try TestWorkstation(
      audience: audience, transport: HTTPServiceTransport(deadline: .seconds(60)), clock: SystemWallClock())
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
      answering: challenge, for: audience, binding: try station.publicKey())
    #expect(try await station.open(proof).status < 300)
    server.signal(SIGTERM)
    #expect(try await server.wait() == .exited(0))

    let store = try await SQLiteStore.inspect(
      at: folder.folder.path("state.sqlite"), environment: .synthetic)
    #expect(try await AuditVerifier.verify(store) != nil)
    let events = try await store.auditRecords(after: 0, limit: 1_000).map {
      try AuditEntry(encoded: $0.content).event
    }
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
    let server = try await start()
    let station = try TestWorkstation(
      audience: audience, transport: HTTPServiceTransport(deadline: .seconds(60)), clock: SystemWallClock())
    _ = try await station.cardToken(FixtureCard("physician"))
    server.signal(SIGTERM)
    #expect(try await server.wait() == .exited(0))
    #expect(try await run("end", "everyone", "--json").output == "{\"ended\":1}\n")
    let copy = folder.folder.path("copy.sqlite")
    try FileManager.default.copyItem(atPath: folder.folder.path("state.sqlite"), toPath: copy)
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
    #expect(!FileManager.default.fileExists(atPath: folder.folder.path("state.sqlite")))
    #expect(!FileManager.default.fileExists(atPath: folder.folder.path("secrets")))
  }
}
