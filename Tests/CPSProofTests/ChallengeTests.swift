import CPSDiagnostics
import CPSProof
import Testing

@Suite struct ChallengeTests {
  private static let nonce = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
  private static let good =
    #"{"schema":1,"id":"0123456789abcdef","nonce":"\#(nonce)","purpose":"login","expires_in":60}"#

  @Test func readsAndWritesTheFormOfTheProtocol() throws {
    let challenge = try decode(Self.good)
    #expect(challenge.purpose == .login)
    #expect(challenge.function == nil)
    #expect(challenge.lifeInSeconds == 60)
    #expect(try decode(String(decoding: try ProtocolJSON.encode(challenge), as: UTF8.self)) == challenge)
  }

  @Test func aStepUpNamesItsFunction() throws {
    let text = Self.good.replacing("\"login\"", with: #""step-up","function":"infopatient.lookup""#)
    #expect(try decode(text).function == "infopatient.lookup")
  }

  @Test(arguments: [
    ("\"schema\":1", "\"schema\":0"), (nonce, String(nonce.dropLast(2))), (nonce, nonce + "AA"),
    (nonce, nonce.dropLast() + "!"), (nonce, String(repeating: "A", count: 43)), ("login", "sign"),
    ("60", "0"), ("60", "61"), ("60", "-1"), ("60", "1e9"), ("0123456789abcdef", "short"),
    ("0123456789abcdef", "0123456789abcde\\n"), ("0123456789abcdef", "https://evil.example/x"),
    (#""purpose""#, #""audience":"https://evil.example","purpose""#),
    ("login\"", "login\",\"function\":\"A b\""),
  ])
  func `HN-04 any other form is refused`(piece: String, replacement: String) {
    #expect(throws: CPSError(.challengeMalformed)) {
      try decode(Self.good.replacing(piece, with: replacement))
    }
  }

  private func decode(_ text: String) throws -> Challenge {
    try ProtocolJSON.decode(Challenge.self, from: Array(text.utf8), otherwise: .challengeMalformed)
  }
}
