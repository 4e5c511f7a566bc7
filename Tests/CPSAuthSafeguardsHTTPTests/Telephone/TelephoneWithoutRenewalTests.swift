import CPSAuth
import CPSAuthHTTP
import CPSAuthSafeguards
import CPSAuthSafeguardsHTTP
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import HTTPTestSupport
import Testing

/// A telephone check in a service that renews nothing and does not know whose accounts are whose.
@Suite struct TelephoneWithoutRenewalTests {
  private let service: TestService

  init() throws {
    let ring = try TelephoneKeyRing(
      try TelephoneKey(epoch: "e", try SecretBytes(copying: (0..<32).map { $0 })))
    service = try TestService { parts in
      let records = TelephoneRecords(
        in: parts.store, sealedBy: parts.secret, auditLog: parts.auditLog, clock: parts.clock)
      let desk = TelephoneDesk(
        of: records, countingIn: parts.store, auditLog: parts.auditLog, clock: parts.clock,
        random: parts.random)
      let telephone = TelephoneService(gate: parts.gate, desk: desk, records: records, ring: ring)
      return TestServiceMounts { _, members in parts.front.mountTelephone(telephone, on: members) }
    }
  }

  @Test func `a renewal is refused before anything is compared or counted`() async throws {
    let station = try service.workstation()
    let token = try await station.accountToken()
    let before = try await service.auditEvents().count
    let answer = try await station.send(
      "POST", "/cpsauth/telephone/checks",
      #"{"schema":1,"account":"a","characters":"13M02","caller":{"role":"professional"},"renew":true}"#,
      token: token)
    #expect(answer.code == "telephone.renewal-absent")
    #expect(try await service.auditEvents().count == before)
  }

  @Test func `professionals register and declare nothing`() async throws {
    let station = try service.workstation()
    let token = try await station.cardToken(FixtureCard("physician"))
    let details = try await station.send(
      "POST", "/cpsauth/telephone/details", #"{"schema":1,"account":"a","characters":"13M02"}"#, token: token)
    #expect(details.status == 404)
    let delegates = try await station.send(
      "POST", "/functions/telephone.delegates", #"{"schema":1,"subject":"list;a"}"#, token: token)
    #expect(delegates.code == "gate.function-unknown")
  }
}
