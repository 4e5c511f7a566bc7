import CPSAuth
import CPSAuthHTTP
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import Foundation
import HTTPTestSupport
import OpenSSLKit
import Testing

@Suite struct TokenRouteTests {
  private static let audience = "https://dossier.example"
  private static let body = #"{"schema":1,"audience":"\#(audience)"}"#
  private let keys: [PrivateKey]
  private let service: TestService

  init() async throws {
    keys = [try PrivateKey.generateP256(), try PrivateKey.generateP256()]
    let rules = try TokenRules(audiences: [try Audience(Self.audience)])
    let signer = try await TokenSigner.make(signingWith: try keys.map { try $0.pem() })
    service = try TestService(
      proxy: try ProxyBench.proxy(ProxyBench.secret), tokens: TokenDesk(rules: rules, signer: signer))
  }

  private func token(of answer: ServiceAnswer) throws -> String {
    try #require(try answer.json()["token"] as? String)
  }

  /// Header and claims of a token, its signature checked by nothing of what wrote it.
  private func read(_ token: String) throws -> (header: [String: Any], claims: [String: Any]) {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    #expect(parts.count == 3)
    let signature = try #require(Base64URL.decode(parts[2]))
    let signed = Array("\(parts[0]).\(parts[1])".utf8)
    #expect(try keys[0].publicKey.isValid(signature: signature, for: signed, algorithm: .es256))
    let objects = try parts.prefix(2).map { part in
      let bytes = Data(try #require(Base64URL.decode(part)))
      return try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    }
    return (objects[0], objects[1])
  }

  @Test func `a token says what the certificate signs and what this service saw`() async throws {
    let station = try service.workstation()
    let session = try await station.cardToken(FixtureCard("physician"))
    let answer = try await station.send("POST", "/cpsauth/tokens", Self.body, token: session)
    #expect(answer.status == 201)
    #expect(try answer.json()["token_type"] as? String == "DPoP")
    #expect(try answer.json()["expires_in"] as? Int == 300)
    let (header, claims) = try read(try token(of: answer))
    let kid = try WorkstationKey(keys[0].publicKey).thumbprint.text
    #expect(header as NSDictionary == ["alg": "ES256", "typ": "cpsauth+jwt", "kid": kid] as NSDictionary)
    let now = service.clock.now().secondsSince1970
    let jti = try #require(claims["jti"] as? String)
    let expected: [String: Any] = [
      "iss": "https://service.example", "sub": "899900123011", "aud": Self.audience, "jti": jti, "iat": now,
      "exp": now + 300, "auth_time": now, "cnf": ["jkt": try station.publicKey().thumbprint.text],
      "amr": ["sc", "pin", "hwk", "mfa"], "acr": "urn:cpsauth:acr:card-pin", "SubjectNameID": "899900123011",
      "preferred_username": "899900123011", "family_name": claims["family_name"] ?? "",
      "given_name": claims["given_name"] ?? "", "SubjectRole": ["10^1.2.250.1.213.1.1.5.5"],
      "cps_environment": "synthetic", "cps_evidence": "proof", "cps_card_type": "CPS",
      "cps_specialities": ["SM26"],
    ]
    #expect(claims as NSDictionary == expected as NSDictionary)
    #expect((claims["family_name"] as? String)?.isEmpty == false)
    #expect((claims["given_name"] as? String)?.isEmpty == false)
    let entry = try #require(try await service.auditEvents().first { $0.kind == .tokenIssued })
    #expect(entry.facts["token"] == jti)
  }

  @Test func `a token of a handshake is bound to its certificate and speaks of no PIN`() async throws {
    let card = try FixtureCard("physician")
    let bench = ProxyBench(service: service)
    let fields = ProxyBench.fields(certificate: ProxyBench.escaped(ProxyBench.pem(card.certificate)))
    let session = try token(of: try await bench.logIn(fields))
    let answer = try await bench.send("POST", "/cpsauth/tokens", fields, token: session, body: Self.body)
    #expect(try answer.json()["token_type"] as? String == "Bearer")
    let claims = try read(try token(of: answer)).claims
    let thumbprint = Base64URL.encode(try Digest.sha256(card.certificate))
    #expect(claims["cnf"] as? [String: String] == ["x5t#S256": thumbprint])
    #expect(claims["amr"] as? [String] == ["sc", "hwk"])
    #expect(claims["acr"] as? String == "urn:cpsauth:acr:card")
    #expect(claims["cps_evidence"] as? String == "tls-via-proxy")
    #expect(claims["auth_time"] == nil)
  }

  @Test func `both keys are published and nothing of their private halves`() async throws {
    let answer = try await service.workstation().send("GET", "/.well-known/jwks.json")
    #expect(answer.status == 200)
    #expect(answer.header("Content-Type") == "application/jwk-set+json")
    #expect(answer.header("Cache-Control") == "public, max-age=300")
    let published = try #require(try answer.json()["keys"] as? [[String: String]])
    let expected = try keys.map { key in
      let (x, y) = try #require(key.publicKey.p256Coordinates)
      return [
        "kty": "EC", "crv": "P-256", "alg": "ES256", "x": Base64URL.encode(x), "y": Base64URL.encode(y),
        "kid": try WorkstationKey(key.publicKey).thumbprint.text,
      ]
    }
    #expect(published == expected)
  }

  @Test func `without a card session there is no token`() async throws {
    let station = try service.workstation()
    #expect(try await station.send("POST", "/cpsauth/tokens", Self.body).code == "session.missing")
    let account = try await station.accountToken()
    let refused = try await station.send("POST", "/cpsauth/tokens", Self.body, token: account)
    #expect(refused.code == "gate.card-required")
    let thief = try service.workstation()
    let session = try await station.cardToken(FixtureCard("physician"))
    let stolen = try await thief.send("POST", "/cpsauth/tokens", Self.body, token: session)
    #expect(stolen.code == "session.other-key")
    #expect(try await service.auditEvents().allSatisfy { $0.kind != .tokenIssued })
  }

  @Test(arguments: [
    #"{"schema":1}"#, #"{"schema":1,"audience":"dossier"}"#, #"{"schema":1,"audience":""}"#,
    #"{"schema":1,"audience":["https://dossier.example"]}"#, #"{"audience":"https://dossier.example"}"#,
    #"{"schema":1,"audience":"https://dossier.example","life":86400}"#,
    #"{"schema":1,"audience":"https://dossier.example/path"}"#,
  ])
  func `another form of the request is refused`(body: String) async throws {
    let station = try service.workstation()
    let session = try await station.cardToken(FixtureCard("physician"))
    let answer = try await station.send("POST", "/cpsauth/tokens", body, token: session)
    #expect(answer.code == "request.malformed")
  }

  @Test func `a service that is not named gets none`() async throws {
    let station = try service.workstation()
    let session = try await station.cardToken(FixtureCard("physician"))
    let answer = try await station.send(
      "POST", "/cpsauth/tokens", #"{"schema":1,"audience":"https://evil.example"}"#, token: session)
    #expect(answer.status == 403)
    #expect(answer.code == "token.audience")
  }

  @Test func `where no tokens are written neither address exists`() async throws {
    let service = try TestService()
    let station = try service.workstation()
    let session = try await station.cardToken(FixtureCard("physician"))
    #expect(try await station.send("GET", "/.well-known/jwks.json").status == 404)
    #expect(try await station.send("POST", "/cpsauth/tokens", Self.body, token: session).status == 404)
  }

  @Test func `a token for elsewhere opens nothing here`() async throws {
    let station = try service.workstation()
    let session = try await station.cardToken(FixtureCard("physician"))
    let token = try token(of: try await station.send("POST", "/cpsauth/tokens", Self.body, token: session))
    let answer = try await station.send("GET", "/cpsauth/sessions/current", token: token)
    #expect(answer.code == "session.missing")
  }
}
