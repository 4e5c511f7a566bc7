import CPSAuth
import CPSProof
import HTTPTestSupport
import Testing

@Suite struct FunctionRouteTests {
  /// The first person of the demonstration, with the key and without.
  private static let known = "208137512536476"

  @Test func `a physician and a pharmacist are answered`() async throws {
    let service = try TestService()
    for card in ["physician", "pharmacist"] {
      let station = try service.workstation()
      let token = try await station.cardToken(FixtureCard(card))
      for subject in [Self.known, String(Self.known.prefix(13)), "2 08 13 75 125 364 76"] {
        let answer = try await station.lookUp(subject, token: token)
        #expect(answer.status == 200)
        let members = try answer.json()
        #expect(members["function"] as? String == "infopatient.lookup")
        #expect((members["answer"] as? [String: Any])?["family_name"] as? String == "Aubépin")
      }
    }
    #expect(!service.logLines.all.contains(Self.known.prefix(13)))
    let outcomes = try await service.auditEvents().filter { $0.kind == .outcome }
    #expect(outcomes.count == 6)
    #expect(outcomes.allSatisfy { $0.outcome == .found && $0.disclosed == ["identity", "rights"] })
  }

  @Test func `who is not found is an answer that discloses nothing`() async throws {
    let service = try TestService()
    let station = try service.workstation()
    let token = try await station.cardToken(FixtureCard("physician"))
    let answer = try await station.lookUp("2550814168025", token: token)
    #expect(
      String(decoding: answer.body, as: UTF8.self)
        == #"{"answer":null,"function":"infopatient.lookup","schema":1}"#)
    #expect(try await service.auditEvents().last?.outcome == .notFound)
  }

  @Test func `a nurse is refused in French and in English, and the audit has it`() async throws {
    let service = try TestService()
    let station = try service.workstation()
    let token = try await station.cardToken(FixtureCard("nurse"))
    let french = try await station.lookUp(Self.known, token: token)
    #expect(french.status == 403)
    #expect(french.code == "gate.denied")
    #expect(french.header("Content-Language") == "fr")
    let detail = try #require(try french.json()["detail"] as? String)
    #expect(detail.contains("la profession 60 n’est pas admise"))
    let sequence = await service.store.auditHead()?.sequence
    #expect(try french.json()["instance"] as? String == "urn:cpsauth:audit:\(sequence ?? 0)")

    let english = try await station.send(
      "POST", "/functions/infopatient.lookup", #"{"schema":1,"subject":"\#(Self.known)"}"#, token: token,
      headers: ["Accept-Language": "en-GB, fr;q=0.5"])
    #expect(english.header("Content-Language") == "en")
    #expect((try english.json()["detail"] as? String)?.contains("profession 60 is not admitted") == true)
  }

  @Test func `an account session is told that a card is required`() async throws {
    let service = try TestService()
    let station = try service.workstation()
    let answer = try await station.lookUp(Self.known, token: try await station.accountToken())
    #expect(answer.status == 401)
    #expect(answer.code == "gate.card-required")
    #expect(
      answer.header("WWW-Authenticate")
        == #"DPoP error="insufficient_user_authentication", error_description="gate.card-required", "#
        + #"acr_values="urn:cpsauth:acr:card-pin", algs="ES256""#)
  }

  @Test func `after logout nothing is answered`() async throws {
    let service = try TestService()
    let station = try service.workstation()
    let token = try await station.cardToken(FixtureCard("physician"))
    #expect(try await station.send("DELETE", "/cpsauth/sessions/current", token: token).status == 204)
    #expect(try await station.lookUp(Self.known, token: token).code == "session.ended")
  }

  @Test func `a card that is revoked meanwhile loses its session at the next request`() async throws {
    let service = try TestService()
    let station = try service.workstation()
    let card = try FixtureCard("physician")
    let token = try await station.cardToken(card)
    #expect(try await station.lookUp(Self.known, token: token).status == 200)
    try service.revoke(card)
    let answer = try await station.lookUp(Self.known, token: token)
    #expect(answer.code == "trust.certificate-revoked")
  }

  @Test(arguments: [
    "208137512536475", "20813751253647", "1", "", "9081375125364", "208137512536A", "208132C125364",
  ])
  func `a number that nobody can have is malformed, and not repeated`(subject: String) async throws {
    let service = try TestService()
    let station = try service.workstation()
    let answer = try await station.lookUp(
      subject, token: try await station.cardToken(FixtureCard("physician")))
    #expect(answer.status == 400)
    #expect(answer.code == "gate.subject-malformed")
    if subject.count > 3 { #expect(!String(decoding: answer.body, as: UTF8.self).contains(subject)) }
  }

  @Test(arguments: ["infopatient.delete", "INFOPATIENT.LOOKUP", "x", "infopatient.lookup%20"])
  func `an unknown function is told to those with a session`(name: String) async throws {
    let service = try TestService()
    let station = try service.workstation()
    let token = try await station.accountToken()
    let answer = try await station.send(
      "POST", "/functions/\(name)", #"{"schema":1,"subject":"1"}"#, token: token)
    #expect(answer.status == 404)
    #expect(answer.code == "gate.function-unknown")
  }
}
