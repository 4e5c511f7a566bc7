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
  private let host: ServerHost

  init() throws {
    host = try ServerHost()
  }

  private func run(
    _ scope: String, _ arguments: String..., language: String = "en"
  ) async throws -> ServerHost.Result {
    try await host.run(["exposure", scope] + arguments, language: language)
  }

  @Test func `the host counts beside a running server, and the log says so`() async throws {
    let server = try await host.start()
    let station = try host.workstation()
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

    let events = try await host.events()
    let acts = events.filter { $0.kind == .hostAct }
    #expect(acts.map { $0.function?.rawValue } == ["exposure.count", "exposure.count"])
    #expect(acts.map(\.reason) == ["drill", nil])
    #expect(events.filter { $0.disclosed == ["count"] }.count == 1)
  }
}
