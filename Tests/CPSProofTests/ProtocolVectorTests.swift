import CPSDiagnostics
import CPSPrimitives
import CPSProof
import Foundation
import OpenSSLKit
import Testing

/// The vectors that the Python half made: what it built, this half has to build to the byte.
@Suite struct ProtocolVectorTests {
  @Test func `HN-02 both halves agree on every audience`() throws {
    let vectors = try Vectors.load().audiences
    #expect(vectors.count > 20)
    for vector in vectors {
      #expect((try? Audience(vector.input))?.text == vector.canonical, "\(vector.input)")
    }
  }

  @Test func `HN-01 CL-08 both halves agree on every proof`() throws {
    let vectors = try Vectors.load().proofs
    #expect(vectors.filter { $0.refused == nil }.count > 3)
    #expect(vectors.filter { $0.refused != nil }.count > 8)
    for vector in vectors {
      let transcript = try? signedTranscript(of: vector)
      #expect((transcript != nil) == (vector.refused == nil), "\(vector.name)")
      #expect(transcript.map { Base64URL.encode($0) } == vector.transcript, "\(vector.name)")
    }
  }

  private func signedTranscript(of vector: Vectors.ProofVector) throws -> [UInt8] {
    let proof = try ProtocolJSON.decode(
      Proof.self, from: try JSONEncoder().encode(vector.proof).map { $0 }, otherwise: .proofMalformed)
    let expected = vector.expected
    guard proof.challengeID == expected.challenge else { throw CPSError(.challengeUnknown) }
    let nonce = try Nonce(try #require(Base64URL.decode(expected.nonce)))
    let transcript = try Transcript(
      environment: expected.environment, algorithm: proof.algorithm,
      audience: try Audience(expected.audience), nonce: nonce, purpose: expected.purpose,
      function: expected.function,
      subject: try expected.subject.map { try SubjectDigest(of: $0, under: nonce) },
      keyThumbprint: proof.workstationKey.thumbprint, certificate: proof.unverifiedCertificate)
    let key = try Certificate(der: proof.unverifiedCertificate).publicKey
    let algorithm: SignatureAlgorithm = proof.algorithm == .rs256 ? .rs256 : .ps256
    guard try key.isValid(signature: proof.signature, for: transcript.bytes, algorithm: algorithm) else {
      throw CPSError(.proofSignatureInvalid)
    }
    return transcript.bytes
  }
}

/// The shape of `Fixtures/protocol/vectors.json`.
private struct Vectors: Decodable {
  struct AudienceVector: Decodable {
    let input: String
    let canonical: String?
  }

  struct Expected: Decodable {
    let challenge: String
    let environment: TrustEnvironment
    let audience: String
    let nonce: String
    let purpose: Purpose
    let function: FunctionName?
    let subject: String?
  }

  struct ProofVector: Decodable {
    let name: String
    let expected: Expected
    let proof: [String: Member]
    let transcript: String?
    let refused: String?
  }

  /// A member of a proof as it stands in the file, handed on unread.
  enum Member: Codable {
    case number(Int)
    case text(String)
    case object([String: String])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Int.self) {
        self = .number(number)
      } else if let text = try? container.decode(String.self) {
        self = .text(text)
      } else {
        self = .object(try container.decode([String: String].self))
      }
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .number(let number): try container.encode(number)
      case .text(let text): try container.encode(text)
      case .object(let object): try container.encode(object)
      }
    }
  }

  let audiences: [AudienceVector]
  let proofs: [ProofVector]

  static func load() throws -> Vectors {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardized
    let data = try Data(contentsOf: root.appending(path: "Fixtures/protocol/vectors.json"))
    return try JSONDecoder().decode(Vectors.self, from: data)
  }
}
