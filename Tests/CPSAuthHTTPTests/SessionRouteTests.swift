import CPSAuthTesting
import CPSDiagnostics
import CPSProof
import HTTPTestSupport
import Testing

@Suite struct SessionRouteTests {
  @Test func `the description needs no key and gives a nonce`() async throws {
    let service = try TestService()
    let answer = try await service.transport.send(ServiceRequest("GET", service.audience, "/cpsauth/service"))
    #expect(answer.status == 200)
    #expect(answer.header("DPoP-Nonce")?.isEmpty == false)
    #expect(answer.header("Cache-Control") == "no-store")
    #expect(
      String(decoding: answer.body, as: UTF8.self)
        == #"{"audience":"https://service.example","environment":"synthetic","schema":1}"#)
  }

  @Test func `an account session is opened, described and ended`() async throws {
    let service = try TestService()
    let station = try service.workstation()
    let opened = try await station.send(
      "POST", "/demonstration/account-sessions", #"{"schema":1,"account":"pharmacie-demonstration"}"#)
    #expect(opened.status == 201)
    let members = try opened.json()
    #expect(members["token_type"] as? String == "DPoP")
    #expect(members["expires_in"] as? Int == 14_400)
    #expect(members["idle_timeout"] as? Int == 3_600)
    #expect(members["account"] as? String == "pharmacie-demonstration")
    let token = try #require(members["token"] as? String)

    let current = try await station.send("GET", "/cpsauth/sessions/current", token: token)
    #expect(current.status == 200)
    #expect(try current.json()["token"] == nil)
    #expect(try await station.send("DELETE", "/cpsauth/sessions/current", token: token).status == 204)
    let ended = try await station.send("GET", "/cpsauth/sessions/current", token: token)
    #expect(ended.status == 401)
    #expect(ended.code == "session.ended")
    #expect(ended.header("WWW-Authenticate") == #"DPoP error="invalid_token", algs="ES256""#)
  }

  @Test func `a session without use ends after an hour`() async throws {
    let service = try TestService()
    let station = try service.workstation()
    let token = try await station.accountToken()
    service.clock.advance(by: .seconds(3_601))
    #expect(try await station.send("GET", "/cpsauth/sessions/current", token: token).code == "session.ended")
  }

  @Test(arguments: [
    "GET /cpsauth/sessions/current", "DELETE /cpsauth/sessions/current", "POST /functions/infopatient.lookup",
  ])
  func `nothing of a session is reached without one`(route: String) async throws {
    let service = try TestService()
    let station = try service.workstation()
    let parts = route.split(separator: " ").map(String.init)
    let body = parts[0] == "POST" ? #"{"schema":1,"subject":"1"}"# : nil
    let answer = try await station.send(parts[0], parts[1], body)
    #expect(answer.status == 401)
    #expect(answer.code == "session.missing")
    // RFC 6750, clause 3.1: who shows no token is told no error.
    #expect(answer.header("WWW-Authenticate") == #"DPoP algs="ES256""#)
  }

  @Test func `HN-23 a token in the address or as a bearer is no token`() async throws {
    let service = try TestService()
    let station = try service.workstation()
    let token = try await station.accountToken()
    for suffix in ["?access_token=\(token)", "?token=\(token)"] {
      let answer = try await station.send("GET", "/cpsauth/sessions/current" + suffix)
      #expect(answer.code == "session.missing")
    }
    for header in ["Bearer \(token)", "DPoP", "DPoP  \(token)", token, "DPoP \(token) x"] {
      let answer = try await station.send(
        "GET", "/cpsauth/sessions/current", headers: ["Authorization": header])
      #expect(answer.code == "session.missing")
    }
    #expect(!service.logLines.all.contains(token))
  }

  @Test func `CL-09 a stolen token without its key is refused and ends the session`() async throws {
    let service = try TestService()
    let victim = try service.workstation()
    let thief = try service.workstation()
    let token = try await victim.accountToken()
    let answer = try await thief.send("GET", "/cpsauth/sessions/current", token: token)
    #expect(answer.status == 401)
    #expect(answer.code == "session.other-key")
    let after = try await victim.send("GET", "/cpsauth/sessions/current", token: token)
    #expect(after.code == "session.token-stolen")
    #expect(after.header("WWW-Authenticate")?.contains(#"error="invalid_token""#) == true)
  }

  @Test func `a proof of possession counts once, here, now, for this token`() async throws {
    let service = try TestService()
    let station = try service.workstation()
    let token = try await station.accountToken()
    let path = "/cpsauth/sessions/current"
    let used = try await station.proof("GET", path, token: token)
    func ask(_ proof: String) async throws -> String? {
      try await station.sendOnce("GET", path, token: token, headers: ["DPoP": proof]).code
    }
    #expect(try await ask(used) == nil)
    #expect(try await ask(used) == "dpop.replayed")
    #expect(try await ask(station.proof("DELETE", path, token: token)) == "dpop.invalid")
    #expect(try await ask(station.proof("GET", "/cpsauth/service", token: token)) == "dpop.invalid")
    #expect(try await ask(station.proof("GET", path, token: nil)) == "dpop.invalid")
    #expect(try await ask(station.proof("GET", path, token: token + "A")) == "dpop.invalid")
    // The origin is the configured one, whatever the Host header says.
    #expect(
      try await ask(station.proof("GET", path, token: token, audience: "https://elsewhere.example"))
        == "dpop.invalid")
    #expect(try await ask(station.proof("GET", path, token: token, nonce: "old")) == "dpop.nonce")
    #expect(try await ask("x.y.z") == "dpop.invalid")
    #expect(try await ask("") == "dpop.missing")
    #expect(try await ask(station.proof("GET", path, token: token)) == nil)
  }
}
