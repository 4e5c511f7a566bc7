import CPSDiagnostics
import CPSPrimitives
import OpenSSLKit
import Testing

@testable import CPSProof

@Suite struct PresenceAnswerTests {
  private let key: PrivateKey
  private let content: PresenceStatement.Content
  private let statement: PresenceStatement

  init() throws {
    key = try PrivateKey.generateP256()
    content = try Self.content()
    statement = try PresenceStatement(answering: "challenge-0123456789", saying: content, with: key)
  }

  private static func content(
    environment: TrustEnvironment = .synthetic, audience: String = "https://service.example",
    nonce: UInt8 = 1,
    certificate: UInt8 = 2
  ) throws -> PresenceStatement.Content {
    PresenceStatement.Content(
      environment: environment, audience: try Audience(audience),
      nonce: try Nonce((0..<32).map { nonce &+ $0 }),
      certificateSHA256: [UInt8](repeating: certificate, count: 32))
  }

  private func decode(_ text: String) throws -> PresenceAnswer {
    try ProtocolJSON.decode(PresenceAnswer.self, from: Array(text.utf8), otherwise: .proofMalformed)
  }

  @Test func `a statement says what it was made of and nothing else`() throws {
    #expect(try statement.says(content))
    let others = try [
      Self.content(environment: .test), Self.content(audience: "https://other.example"),
      Self.content(nonce: 3), Self.content(certificate: 3),
    ]
    for other in others { #expect(try !statement.says(other)) }
  }

  @Test func `its bytes begin with a tag of their own`() throws {
    let bytes = PresenceStatement.bytes(of: content, under: statement.workstationKey)
    #expect(bytes.prefix(20) == Array("CPSAUTH-PRESENCE-V1\u{0}".utf8)[...])
    #expect(!bytes.starts(with: Transcript.tag))
    // Tag, five lengths, "synthetic", the audience, nonce, thumbprint and digest.
    #expect(bytes.count == 20 + 10 + 9 + 23 + 32 + 32 + 32)
  }

  @Test func `it comes back from its JSON, and says the same`() throws {
    let json = try ProtocolJSON.encode(PresenceAnswer.watched(statement))
    let answer = try ProtocolJSON.decode(PresenceAnswer.self, from: json, otherwise: .proofMalformed)
    #expect(answer == .watched(statement))
    #expect(answer.kind == .watched)
  }

  @Test(arguments: [
    "{}", #"{"schema":1}"#, #"{"schema":2,"statement":{}}"#, #"{"schema":1,"statement":{}}"#,
    #"{"schema":1,"statement":null,"proof":null}"#, #"{"schema":1,"purpose":"presence"}"#, "[]",
  ])
  func `an answer that says nothing is refused`(text: String) {
    #expect(throws: CPSError(.proofMalformed)) { try decode(text) }
  }

  @Test func `an answer of two kinds is refused, and so is one with more in it`() throws {
    let json = String(decoding: try ProtocolJSON.encode(PresenceAnswer.watched(statement)), as: UTF8.self)
    let proof = try Proof(
      challengeID: "challenge-0123456789", algorithm: .rs256, unverifiedCertificate: [1], signature: [2],
      workstationKey: statement.workstationKey)
    let other = String(decoding: try ProtocolJSON.encode(proof), as: UTF8.self)
    let members = json.dropFirst().dropLast()
    #expect(throws: CPSError(.proofMalformed)) { try decode("{\(members),\"proof\":\(other)}") }
    #expect(throws: CPSError(.proofMalformed)) { try decode("{\(members),\"card\":\"98000101\"}") }
    #expect(throws: CPSError(.proofMalformed)) {
      try decode(json.replacing("\"challenge\"", with: "\"serial\":1,\"challenge\""))
    }
  }

  @Test(arguments: [0, 1, 63, 65])
  func `HC-15 a signature of another length is refused`(length: Int) throws {
    let json = String(decoding: try ProtocolJSON.encode(PresenceAnswer.watched(statement)), as: UTF8.self)
    let signature = Base64URL.encode([UInt8](repeating: 7, count: length))
    let altered = json.replacing(#/"signature":"[^"]*"/#, with: "\"signature\":\"\(signature)\"")
    #expect(altered != json)
    #expect(throws: CPSError(.proofMalformed)) { try decode(altered) }
  }
}
