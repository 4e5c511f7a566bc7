import CPSAuthTesting
import CPSDiagnostics
import CPSProof
import HTTPTestSupport
import OpenSSLKit
import Testing

@Suite struct LoginRouteTests {
  @Test func `a physician logs in with a card`() async throws {
    let service = try TestService()
    let station = try service.workstation()
    let answer = try await station.login(with: FixtureCard("physician"))
    #expect(answer.status == 201)
    let members = try answer.json()
    #expect(
      Set(members.keys) == ["schema", "token", "token_type", "expires_in", "idle_timeout", "professional"])
    let professional = try #require(members["professional"] as? [String: Any])
    #expect(professional["national_id"] as? String == "899900123011")
    #expect(professional["family_name"] as? String == "FICTIF-MEDECIN")
    #expect(professional["given_name"] as? String == "ALIX")
    #expect(professional["profession"] as? String == "10")
    #expect(professional["specialities"] as? [String] == ["SM26"])
    #expect(professional["card"] as? [String: String] == ["type": "CPS", "number": "2698000101"])
    let token = try #require(members["token"] as? String)
    let current = try await station.send("GET", "/cpsauth/sessions/current", token: token)
    #expect(try current.json()["token"] == nil)
    #expect(!service.logLines.all.contains(token))
    #expect(!service.logLines.all.contains("FICTIF"))
  }

  @Test(arguments: [
    ("revoked", "trust.certificate-revoked", 403), ("expired", "trust.certificate-expired", 403),
    ("signature-for-authentication", "trust.not-authentication", 403),
  ])
  func `a card that must not log in is told why`(card: String, code: String, status: Int) async throws {
    let service = try TestService()
    let answer = try await service.workstation().login(with: FixtureCard(card))
    #expect(answer.status == status)
    #expect(answer.code == code)
  }

  @Test func `HN-06 a challenge is answered once`() async throws {
    let service = try TestService()
    let station = try service.workstation()
    let card = try FixtureCard("physician")
    let proof = try card.proof(
      answering: try await station.challenge(), for: service.audience, binding: station.publicKey())
    #expect(try await station.open(proof).status == 201)
    let second = try await station.open(proof)
    #expect(second.status == 401)
    #expect(second.code == "challenge.used")
  }

  @Test func `HN-05 a challenge lives for 60 seconds of the service's clock`() async throws {
    let service = try TestService()
    let station = try service.workstation()
    let card = try FixtureCard("physician")
    let challenge = try await station.challenge()
    #expect(challenge.lifeInSeconds == 60)
    service.clock.advance(by: .seconds(60))
    let proof = try card.proof(answering: challenge, for: service.audience, binding: station.publicKey())
    #expect(try await station.open(proof).code == "challenge.expired")
  }

  @Test func `HN-07 the challenge of another key is refused and stays whole`() async throws {
    let service = try TestService()
    let card = try FixtureCard("physician")
    let victim = try service.workstation()
    let thief = try service.workstation()
    let challenge = try await victim.challenge()
    let stolen = try card.proof(answering: challenge, for: service.audience, binding: thief.publicKey())
    #expect(try await thief.open(stolen).code == "challenge.other-key")
    // Whoever sends the victim's own proof under a foreign DPoP key gets no further.
    let own = try card.proof(answering: challenge, for: service.audience, binding: victim.publicKey())
    #expect(try await thief.open(own).code == "challenge.other-key")
    #expect(try await victim.open(own).status == 201)
  }

  @Test(arguments: [
    "https://service.example:444", "https://service.example.evil.example", "https://evil.example",
    "http://127.0.0.1",
  ])
  func `HN-01 a proof for another origin does not verify`(origin: String) async throws {
    let service = try TestService()
    let station = try service.workstation()
    let proof = try FixtureCard("physician").proof(
      answering: try await station.challenge(), for: Audience(origin), binding: station.publicKey())
    let answer = try await station.open(proof)
    #expect(answer.code == "proof.signature-invalid")
  }

  @Test func `CL-08 a proof of another world or purpose does not verify`() async throws {
    let service = try TestService()
    let station = try service.workstation()
    let card = try FixtureCard("physician")
    let production = try card.proof(
      answering: try await station.challenge(), for: service.audience, binding: station.publicKey(),
      environment: .production)
    #expect(try await station.open(production).code == "proof.signature-invalid")
    let presence = try card.proof(
      answering: try await station.challenge(), for: service.audience, binding: station.publicKey(),
      purpose: .presence)
    #expect(try await station.open(presence).code == "proof.signature-invalid")
  }

  @Test(arguments: [
    #"{"schema":1,"purpose":"presence"}"#,
    #"{"schema":1,"purpose":"step-up","function":"infopatient.lookup"}"#,
  ])
  func `a challenge for something else opens no session`(body: String) async throws {
    let service = try TestService()
    let station = try service.workstation()
    let answer = try await station.send("POST", "/cpsauth/challenges", body)
    #expect(answer.status == 201)
    let challenge = try ProtocolJSON.decode(Challenge.self, from: answer.body, otherwise: .challengeMalformed)
    let proof = try FixtureCard("physician").proof(
      answering: challenge, for: service.audience, binding: station.publicKey())
    #expect(try await station.open(proof).code == "challenge.purpose")
  }

  @Test(arguments: [
    (#"{"schema":1,"purpose":"login","function":"infopatient.lookup"}"#, "request.malformed"),
    (#"{"schema":1,"purpose":"step-up"}"#, "request.malformed"),
    (#"{"schema":1,"purpose":"other"}"#, "request.malformed"),
    (#"{"schema":2,"purpose":"login"}"#, "request.malformed"),
    (#"{"purpose":"login"}"#, "request.malformed"),
    (#"{"schema":1,"purpose":"login","x":1}"#, "request.malformed"),
    (#"{"schema":1,"purpose":"login""#, "request.malformed"), ("[]", "request.malformed"),
    ("", "request.malformed"),
    ("{\"schema\":1,\"purpose\":\"login\"}\u{0}", "request.malformed"),
  ])
  func `a request for a challenge is read strictly`(body: String, code: String) async throws {
    let service = try TestService()
    let answer = try await service.workstation().send("POST", "/cpsauth/challenges", body)
    #expect(answer.status == 400)
    #expect(answer.code == code)
  }

  @Test func `a proof is read strictly`() async throws {
    let service = try TestService()
    let station = try service.workstation()
    for body in [#"{"schema":1}"#, "[]", "{", #"{"schema":1,"challenge":"x","algorithm":"none"}"#] {
      let answer = try await station.send("POST", "/cpsauth/sessions", body)
      #expect(answer.status == 400)
      #expect(answer.code == "proof.malformed")
    }
  }
}
