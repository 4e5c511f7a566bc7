import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit
import Testing

@Suite struct ProofTests {
  @Test func jsonGoesRoundTrip() throws {
    let proof = try makeProof()
    let json = try ProtocolJSON.encode(proof)
    #expect(try ProtocolJSON.decode(Proof.self, from: json, otherwise: .proofMalformed) == proof)
  }

  @Test func `CA-02 a proof has five members and its schema, and no claims`() throws {
    let text = String(decoding: try ProtocolJSON.encode(try makeProof()), as: UTF8.self)
    for name in ["schema", "challenge", "algorithm", "certificate", "signature", "key"] {
      #expect(text.contains("\"\(name)\":"))
    }
    for name in ["nonce", "origin", "audience", "name"] { #expect(!text.contains("\"\(name)\":")) }
  }

  /// Each replaces one piece of a good message.
  @Test(arguments: [
    (#""schema":1"#, #""schema":2"#), (#""schema":1"#, #""schema":1,"origin":"https://a.example""#),
    ("RS256", "none"), ("RS256", "HS256"), ("RS256", "ES256"), (#""algorithm":"RS256","#, ""),
    (#""signature":"AQI""#, #""signature":"AQI=""#), (#""signature":"AQI""#, #""signature":"""#),
    (#""signature":"AQI""#, #""signature":7"#), ("P-256", "P-384"), (#"{"#, #"["#),
  ])
  func `HN-09 any other form is refused`(piece: String, replacement: String) throws {
    let text = String(decoding: try ProtocolJSON.encode(try makeProof()), as: UTF8.self)
    let range = try #require(text.firstRange(of: piece))
    let altered = Array(text.replacingCharacters(of: range, with: replacement).utf8)
    #expect(throws: CPSError(.proofMalformed)) {
      try ProtocolJSON.decode(Proof.self, from: altered, otherwise: .proofMalformed)
    }
  }

  @Test func partsAreBounded() throws {
    let key = try WorkstationKey(try PrivateKey.generateP256().publicKey)
    for (certificate, signature) in [(0, 1), (1, 0), (8_193, 1), (1, 513)] {
      #expect(throws: CPSError(.proofMalformed)) {
        try Proof(
          challengeID: "id", algorithm: .rs256,
          unverifiedCertificate: [UInt8](repeating: 1, count: certificate),
          signature: [UInt8](repeating: 1, count: signature), workstationKey: key)
      }
    }
  }

  @Test func aMessageIsBoundedBeforeItIsRead() {
    let long = [UInt8](repeating: 0x20, count: ProtocolJSON.maximumLength + 1)
    #expect(throws: CPSError(.proofMalformed)) {
      try ProtocolJSON.decode(Proof.self, from: long, otherwise: .proofMalformed)
    }
  }

  private func makeProof() throws -> Proof {
    try Proof(
      challengeID: "challenge-0123456789", algorithm: .rs256, unverifiedCertificate: [0x30, 0x00],
      signature: [1, 2], workstationKey: try WorkstationKey(try PrivateKey.generateP256().publicKey))
  }
}

extension String {
  fileprivate func replacingCharacters(of range: Range<String.Index>, with text: String) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }
}
