import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import HTTPTestSupport
import OpenSSLKit
import Testing

@Suite struct PresenceRouteTests {
  private static let path = "/cpsauth/sessions/current/presence"

  private func challenge(_ station: TestWorkstation, _ purpose: String = "presence") async throws -> Challenge
  {
    let answer = try await station.send(
      "POST", "/cpsauth/challenges", #"{"schema":1,"purpose":"\#(purpose)"}"#)
    return try ProtocolJSON.decode(Challenge.self, from: answer.body, otherwise: .challengeMalformed)
  }

  private func statement(
    _ challenge: Challenge, of card: FixtureCard, by station: TestWorkstation
  ) throws -> String {
    let statement = try PresenceStatement(
      answering: challenge.id,
      saying: .init(
        environment: .synthetic, audience: station.audience, nonce: challenge.nonce,
        certificateSHA256: try Certificate(der: card.certificate).sha256), with: station.key)
    return String(decoding: try ProtocolJSON.encode(PresenceAnswer.watched(statement)), as: UTF8.self)
  }

  @Test func `CL-10 a lease is begun, shown, and its end ends the session`() async throws {
    let service = try TestService()
    let station = try service.workstation()
    let card = try FixtureCard("physician")
    let token = try await station.cardToken(card)
    #expect(
      try await station.send("GET", "/cpsauth/sessions/current", token: token).json()["presence"] == nil)
    let shown = try await station.send(
      "POST", Self.path, try statement(try await challenge(station), of: card, by: station), token: token)
    #expect(shown.status == 200)
    let lease = try #require(try shown.json()["presence"] as? [String: Any])
    #expect(lease["kind"] as? String == "watched")
    #expect(lease["expires_in"] as? Int == 180)
    #expect(lease.count == 2)
    service.clock.advance(by: .seconds(179))
    #expect(try await station.send("GET", "/cpsauth/sessions/current", token: token).status == 200)
    service.clock.advance(by: .seconds(1))
    let lapsed = try await station.send("GET", "/cpsauth/sessions/current", token: token)
    #expect(lapsed.status == 401)
    #expect(lapsed.code == "session.presence-lapsed")
  }

  @Test func `the card's own signature is taken too`() async throws {
    let service = try TestService()
    let station = try service.workstation()
    let card = try FixtureCard("physician")
    let token = try await station.cardToken(card)
    let challenge = try await challenge(station)
    let proof = try card.proof(
      answering: challenge, for: station.audience, binding: try station.publicKey(), purpose: .presence)
    let body = String(decoding: try ProtocolJSON.encode(PresenceAnswer.signed(proof)), as: UTF8.self)
    let shown = try await station.send("POST", Self.path, body, token: token)
    #expect((try shown.json()["presence"] as? [String: Any])?["kind"] as? String == "signed")
  }

  @Test func `what is no presence of this session's card is refused`() async throws {
    let service = try TestService()
    let station = try service.workstation()
    let card = try FixtureCard("physician")
    let token = try await station.cardToken(card)
    func refusal(_ body: String, token: String?) async throws -> String? {
      try await station.send("POST", Self.path, body, token: token).code
    }
    let other = try statement(try await challenge(station), of: try FixtureCard("nurse"), by: station)
    #expect(try await refusal(other, token: token) == "session.presence-refused")
    let login = try statement(try await challenge(station, "login"), of: card, by: station)
    #expect(try await refusal(login, token: token) == "challenge.purpose")
    #expect(try await refusal(#"{"schema":1}"#, token: token) == "proof.malformed")
    let right = try statement(try await challenge(station), of: card, by: station)
    #expect(try await refusal(right, token: nil) == "session.missing")
    #expect(try await refusal(right, token: try await station.accountToken()) == "gate.card-required")
    #expect(try await refusal(right, token: token) == nil)
    #expect(try await refusal(right, token: token) == "challenge.used")
  }
}
