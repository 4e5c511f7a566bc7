import CPSDiagnostics
import CPSPrimitives
import OpenSSLKit
import Testing

@testable import CPSProof

@Suite struct TranscriptTests {
  /// The layout of docs/protocol.md, section 4, written out by hand.
  @Test func layoutIsThatOfTheProtocol() throws {
    let bytes = try makeTranscript().bytes
    var expected = Array("CPSAUTH-TRANSCRIPT-V1".utf8) + [0]
    expected += [0, 9] + Array("synthetic".utf8)
    expected += [0, 5] + Array("RS256".utf8)
    expected += [0, 23] + Array("https://service.example".utf8)
    expected += [0, 32] + (0..<32)
    expected += [0, 5] + Array("login".utf8)
    expected += [0, 0]
    expected += [0, 0]
    expected += [0, 32] + [UInt8](repeating: 7, count: 32)
    expected += [0, 32] + (try Digest.sha256([0x30, 0x00]))
    #expect(bytes == expected)
    #expect(try makeTranscript().sha256() == (try Digest.sha256(expected)))
  }

  /// First bytes of what else the authentication key signs, section 3 of the way of the data.
  @Test func `HN-03 no transcript begins like TLS, DER, CMS or XML`() throws {
    let first = try makeTranscript().bytes[0]
    for other: UInt8 in [0x01, 0x20, 0x30, 0x31, 0x3C] { #expect(first != other) }
  }

  @Test func `CL-08 every part changes the bytes`() throws {
    let variants = [
      try makeTranscript(), try makeTranscript(environment: .test), try makeTranscript(algorithm: .ps256),
      try makeTranscript(audience: "https://service.example:8443"), try makeTranscript(firstNonceByte: 1),
      try makeTranscript(purpose: .presence), try makeTranscript(function: "infopatient.lookup"),
      try makeTranscript(subject: "2550814168025"), try makeTranscript(thumbprintByte: 8),
      try makeTranscript(certificate: [0x30, 0x01]),
    ]
    #expect(Set(variants.map(\.bytes)).count == variants.count)
  }

  @Test func theSubjectDoesNotShowAndDependsOnTheNonce() throws {
    let one = try SubjectDigest(of: "2550814168025", under: nonce(first: 0))
    let two = try SubjectDigest(of: "2550814168025", under: nonce(first: 1))
    #expect(one != two)
    #expect(one.bytes != (try Digest.sha256(Array("2550814168025".utf8))))
  }

  @Test(arguments: [0, 31, 33, 129])
  func `HN-04 a nonce of another length is refused`(length: Int) {
    #expect(throws: CPSError(.challengeMalformed)) { try Nonce((0..<length).map { UInt8($0 & 0xFF) }) }
  }

  @Test func `HN-04 a nonce of equal bytes is refused`() {
    #expect(throws: CPSError(.challengeMalformed)) { try Nonce([UInt8](repeating: 0, count: 32)) }
  }

  @Test func `FT-02 without randomness there is no nonce`() {
    struct Silent: RandomSource {
      func bytes(_ count: Int) throws(CPSError) -> [UInt8] { throw CPSError(.randomnessUnavailable) }
    }
    #expect(throws: CPSError(.randomnessUnavailable)) { try Nonce(from: Silent()) }
  }

  private func nonce(first: UInt8) throws -> Nonce { try Nonce([first] + (1..<32).map { UInt8($0) }) }

  private func makeTranscript(
    environment: TrustEnvironment = .synthetic, algorithm: ProofAlgorithm = .rs256,
    audience: String = "https://service.example", firstNonceByte: UInt8 = 0, purpose: Purpose = .login,
    function: FunctionName? = nil, subject: String? = nil, thumbprintByte: UInt8 = 7,
    certificate: [UInt8] = [0x30, 0x00]
  ) throws -> Transcript {
    let nonce = try nonce(first: firstNonceByte)
    return try Transcript(
      environment: environment, algorithm: algorithm, audience: try Audience(audience), nonce: nonce,
      purpose: purpose, function: function,
      subject: try subject.map { try SubjectDigest(of: $0, under: nonce) },
      keyThumbprint: try KeyThumbprint([UInt8](repeating: thumbprintByte, count: 32)),
      certificate: certificate)
  }
}
