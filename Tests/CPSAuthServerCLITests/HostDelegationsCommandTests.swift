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

/// `cpsauth-server delegations` beside a server on one SQLite file.
@Suite struct HostDelegationsCommandTests {
  private static let policy = [
    "version: practice", "rules:",
    "  physicians: {allow: [infopatient.lookup], method: card, cards: [CPS], professions: [10]}",
    "  staff: {allow: [infopatient.lookup], method: card, cards: [CPE], delegated: true}",
    "  delegators:",
    "    allow: [delegations.declare, delegations.list, delegations.revoke]",
    "    method: card", "    cards: [CPS]", "    professions: [10]",
  ]

  private let host: ServerHost

  init() throws {
    host = try ServerHost(
      policy: Self.policy,
      more: ["delegations: {longest: 24h, most: 1}"])
  }

  private func run(
    _ arguments: String..., language: String = "en"
  ) async throws -> ServerHost.Result {
    try await host.run(["delegations"] + arguments, language: language)
  }

  @Test func `what the host revokes the running server refuses at the next request`() async throws {
    let server = try await host.start()
    let clock = SystemWallClock()
    let station = try host.workstation()
    let physician = try await station.cardToken(FixtureCard("physician"))
    let secretary = try await station.cardToken(FixtureCard.staff(number: "2698000301", at: clock.now()))
    func declare(_ card: String, until life: Duration) async throws -> ServiceAnswer {
      let end = (clock.now() + life).rfc3339
      return try await station.send(
        "POST", "/functions/delegations.declare",
        #"{"schema":1,"subject":"card:\#(card);function:infopatient.lookup;until:\#(end)"}"#, token: physician
      )
    }
    let number = "208137512536476"
    #expect(try await station.lookUp(number, token: secretary).code == "gate.delegation-required")
    #expect(try await declare("2698000301", until: .seconds(90_000)).code == "delegation.refused")
    #expect(try await declare("2698000301", until: .seconds(3_600)).status == 200)
    #expect(try await declare("2698000302", until: .seconds(3_600)).code == "delegation.refused")
    #expect(try await station.lookUp(number, token: secretary).status == 200)

    let listed = try await run("list", "card:2698000301")
    #expect(listed.status == 0, "\(listed.errors)")
    #expect(listed.output.contains("card:2698000301, for 8") && listed.output.contains("infopatient.lookup"))
    let revoked = try await run("revoke", "everyone", "--reason", "Cabinet fermé", language: "fr")
    #expect(revoked.output == "Délégations retirées : 1\n")
    #expect(try await station.lookUp(number, token: secretary).code == "gate.delegation-required")
    #expect(try await run("list", "everyone", language: "fr").output == "Aucune délégation\n")
    server.signal(SIGTERM)
    #expect(try await server.wait() == .exited(0))
  }

  @Test func `what cannot be meant, and a state that is not there, are told`() async throws {
    #expect(try await run("list", "own").status != 0)
    #expect(try await run("list", "mine").status == ExitStatus.usage.rawValue)
    #expect(try await run("revoke", "card:12").status == ExitStatus.usage.rawValue)
    #expect(try await run("revoke").status == ExitStatus.usage.rawValue)
    #expect(try await run("list", "everyone").status != 0)
  }
}
