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

/// `cpsauth-server exposure` beside a server on one SQLite file.
@Suite struct HostExposureCommandTests {
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

  private func run(
    _ scope: String, _ arguments: String..., language: String = "en"
  ) async throws -> (status: Int32, output: String, errors: String) {
    let done = try await ChildProcess.run(
      BuiltProduct.path("cpsauth-server"),
      ["exposure", scope] + arguments + ["--config", configuration, "--lang", language], environment: [:])
    guard case .exited(let status) = done.outcome else { throw TestSupportError("\(done.outcome)") }
    return (status, done.output, done.errors)
  }

  @Test func `the host counts beside a running server, and the log says so`() async throws {
    let server = try ChildProcess(
      try BuiltProduct.path("cpsauth-server"), ["--config", configuration, "--json"], environment: [:])
    try await server.waitForOutput("\"listening\"", atMost: .seconds(60))
    let station = try TestWorkstation(
      audience: audience, transport: HTTPServiceTransport(deadline: .seconds(60)), clock: SystemWallClock())
    let token = try await station.cardToken(FixtureCard("physician"))
    for number in ["208137512536476", "174146901036039", "208137512536476"] {
      #expect(try await station.lookUp(number, token: token).status == 200)
    }
    let now = SystemWallClock().now()
    let time = "\((now - .seconds(3_600)).rfc3339)/\((now + .seconds(3_600)).rfc3339)"
    let counted = try await run("\(time);function:infopatient.lookup", "--reason", "drill")
    #expect(counted.status == 0, "\(counted.errors)")
    #expect(counted.output.hasPrefix("People exposed: 2\nAccesses: 3\n"))
    #expect(try await run("\(time);card:1", language: "fr").output.hasPrefix("Personnes exposées : 0\n"))
    #expect(try await run("today").status == CPSError(.exposureScopeInvalid).diagnostic.exitStatus.rawValue)
    server.signal(SIGTERM)
    #expect(try await server.wait() == .exited(0))

    let store = try await SQLiteStore.inspect(
      at: folder.folder.path("state.sqlite"), environment: .synthetic)
    let events = try await store.auditRecords(after: 0, limit: 1_000).map {
      try AuditEntry(encoded: $0.content).event
    }
    let acts = events.filter { $0.kind == .hostAct }
    #expect(acts.map { $0.function?.rawValue } == ["exposure.count", "exposure.count"])
    #expect(acts.map(\.reason) == ["drill", nil])
    #expect(events.filter { $0.disclosed == ["count"] }.count == 1)
  }
}
