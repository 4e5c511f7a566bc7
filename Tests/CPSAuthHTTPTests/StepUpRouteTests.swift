import CPSAuth
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import HTTPTestSupport
import Testing

@Suite struct StepUpRouteTests {
  private static let path = "/cpsauth/sessions/current/step-up"
  private static let function = "infopatient.lookup"
  private static let number = "208137512536476"

  private let service: TestService
  private let station: TestWorkstation
  private let card: FixtureCard

  init() throws {
    service = try TestService()
    station = try service.workstation()
    card = try FixtureCard("physician")
  }

  private func challenge(_ function: String = function) async throws -> Challenge {
    let answer = try await station.send(
      "POST", "/cpsauth/challenges", #"{"schema":1,"purpose":"step-up","function":"\#(function)"}"#)
    return try ProtocolJSON.decode(Challenge.self, from: answer.body, otherwise: .challengeMalformed)
  }

  private func body(
    _ challenge: Challenge, function: String = function, about subject: String? = nil,
    sent: String? = nil, with card: FixtureCard? = nil
  ) throws -> String {
    let proof = try (card ?? self.card).proof(
      answering: challenge, for: station.audience, binding: try station.publicKey(), purpose: .stepUp,
      about: subject)
    let text = String(decoding: try ProtocolJSON.encode(proof), as: UTF8.self)
    let member = (sent ?? subject).map { #""subject":"\#($0)","# } ?? ""
    return #"{"schema":1,"function":"\#(function)",\#(member)"proof":\#(text)}"#
  }

  @Test func `HN-22 a step-up answers with a new token, and the old one is told so`() async throws {
    let token = try await station.cardToken(card)
    let answer = try await station.send("POST", Self.path, try body(try await challenge()), token: token)
    #expect(answer.status == 201)
    let new = try #require(try answer.json()["token"] as? String)
    #expect(new != token)
    #expect(try answer.json()["token_type"] as? String == "DPoP")
    #expect(try answer.json()["expires_in"] as? Int == 14_400)
    let before = try await station.send("GET", "/cpsauth/sessions/current", token: token)
    #expect(before.status == 401)
    #expect(before.code == "session.replaced")
    #expect(before.header("WWW-Authenticate")?.contains(#"error="invalid_token""#) == true)
    #expect(try await station.lookUp(Self.number, token: new).status == 200)
    #expect(try await service.auditEvents().filter { $0.kind == .stepUp }.count == 1)
  }

  @Test func `the person may be written as the function reads them`() async throws {
    var token = try await station.cardToken(card)
    for text in ["2081375125364", Self.number, "2 08 13 75 125 364 76"] {
      let answer = try await station.send(
        "POST", Self.path, try body(try await challenge(), about: text), token: token)
      #expect(answer.status == 201, "\(text)")
      token = try #require(try answer.json()["token"] as? String)
    }
    #expect(!service.logLines.all.contains("2081375125364"))
  }

  @Test func `CL-08 what is no step-up of this session is refused, and its token goes on`() async throws {
    let token = try await station.cardToken(card)
    func refusal(_ body: String, _ token: String?) async throws -> String? {
      try await station.send("POST", Self.path, body, token: token).code
    }
    let other = try body(try await challenge("other.function"))
    #expect(try await refusal(other, token) == "challenge.purpose")
    let person = try body(try await challenge(), about: Self.number, sent: "1851234567890")
    #expect(try await refusal(person, token) == "proof.signature-invalid")
    let nobody = try body(try await challenge(), about: "nobody")
    #expect(try await refusal(nobody, token) == "gate.subject-malformed")
    let unknown = try body(
      try await challenge("other.function"), function: "other.function", about: Self.number)
    #expect(try await refusal(unknown, token) == "gate.function-unknown")
    let nurse = try body(try await challenge(), with: try FixtureCard("nurse"))
    #expect(try await refusal(nurse, token) == "session.step-up-card")
    #expect(try await refusal(#"{"schema":1}"#, token) == "proof.malformed")
    #expect(
      try await refusal(try body(try await challenge(), function: "A"), token) == "proof.malformed")
    let right = try body(try await challenge())
    #expect(try await refusal(right, nil) == "session.missing")
    #expect(try await refusal(right, try await station.accountToken()) == "gate.card-required")
    #expect(try await station.send("GET", "/cpsauth/sessions/current", token: token).status == 200)
    #expect(try await station.send("POST", Self.path, right, token: token).status == 201)
  }

  @Test func `a challenge for a step-up names its function, and no other does`() async throws {
    for body in [
      #"{"schema":1,"purpose":"step-up"}"#, #"{"schema":1,"purpose":"login","function":"a"}"#,
      #"{"schema":1,"purpose":"presence","function":"a"}"#,
    ] {
      #expect(try await station.send("POST", "/cpsauth/challenges", body).code == "request.malformed")
    }
  }
}
