import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit
import Testing

@Suite struct DPoPProofTests {
  /// The example of RFC 9449, clause 4.1, with the thumbprint that clause 6.1 gives for its key.
  static let exampleOfRFC9449 =
    "eyJ0eXAiOiJkcG9wK2p3dCIsImFsZyI6IkVTMjU2IiwiandrIjp7Imt0eSI6IkVDIiwieCI6Imw4dEZyaHgtMzR0VjNoUklDUkRZOXpDa0Rs"
    + "cEJoRjQyVVFVZldWQVdCRnMiLCJ5IjoiOVZFNGpmX09rX282NHpiVFRsY3VOSmFqSG10NnY5VERWclUwQ2R2R1JEQSIsImNydiI6IlAtMjU2"
    + "In19.eyJqdGkiOiItQndDM0VTYzZhY2MybFRjIiwiaHRtIjoiUE9TVCIsImh0dSI6Imh0dHBzOi8vc2VydmVyLmV4YW1wbGUuY29tL3Rva2Vu"
    + "IiwiaWF0IjoxNTYyMjYyNjE2fQ.2-GxA6T8lP4vfrg8v-FdWP0A0zdrj8igiMLvqRMUvwnQg4PtFLbdLXiOSsX0x7NVY-FNyJK70nfbV37xRZT3Lg"

  @Test func readsTheExampleOfTheStandard() throws {
    let proof = try DPoPProof(reading: Self.exampleOfRFC9449)
    #expect(proof.id == "-BwC3ESc6acc2lTc")
    #expect(proof.issuedAt == Timestamp(secondsSince1970: 1_562_262_616))
    #expect(proof.key.thumbprint.text == "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I")
    #expect(
      try proof.matches(method: "POST", url: "https://server.example.com/token", accessToken: nil))
  }

  @Test(arguments: [
    ("GET", "https://server.example.com/token", nil), ("POST", "https://server.example.com/other", nil),
    ("POST", "https://server.example.com/token", "token"), ("post", "https://server.example.com/token", nil),
  ])
  func `CL-09 a proof made for one request fits no other`(
    method: String, url: String, token: String?
  ) throws {
    let proof = try DPoPProof(reading: Self.exampleOfRFC9449)
    #expect(try !proof.matches(method: method, url: url, accessToken: token))
  }

  @Test func aProofMadeHereCarriesTokenHashAndNonce() throws {
    let key = try PrivateKey.generateP256()
    let text = try DPoPProof.make(
      with: key, method: "GET", url: "https://a.example/x", accessToken: "tok", serverNonce: "n-1",
      at: Timestamp(millisecondsSince1970: 1_700_000_000_999), random: SystemRandomSource())
    let proof = try DPoPProof(reading: text)
    #expect(proof.issuedAt == Timestamp(secondsSince1970: 1_700_000_000))
    #expect(proof.serverNonce == "n-1")
    #expect(try proof.matches(method: "GET", url: "https://a.example/x", accessToken: "tok"))
    #expect(try !proof.matches(method: "GET", url: "https://a.example/x", accessToken: nil))
    #expect(try proof.key == WorkstationKey(key.publicKey))
  }

  /// Headers that a laxer reader would follow: another algorithm, none, a symmetric one, a foreign key source.
  @Test(arguments: [
    #"{"typ":"dpop+jwt","alg":"none","jwk":JWK}"#, #"{"typ":"dpop+jwt","alg":"HS256","jwk":JWK}"#,
    #"{"typ":"JWT","alg":"ES256","jwk":JWK}"#, #"{"typ":"dpop+jwt","alg":"ES256"}"#,
    #"{"typ":"dpop+jwt","alg":"ES256","jwk":JWK,"kid":"../../etc/passwd"}"#,
    #"{"typ":"dpop+jwt","alg":"ES256","jwk":JWK,"jku":"https://evil.example"}"#,
    #"{"typ":"dpop+jwt","alg":"ES256","jwk":JWK,"crit":["exp"]}"#,
    #"{"typ":"dpop+jwt","alg":"ES256","jwk":{"kty":"oct","k":"AA"}}"#,
    #"{"typ":"dpop+jwt","alg":"ES256","jwk":{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}}"#, "[]", "",
  ])
  func `HN-09 the header decides nothing`(template: String) throws {
    let key = try PrivateKey.generateP256()
    let jwk = String(
      decoding: try ProtocolJSON.encode(try WorkstationKey(key.publicKey)), as: UTF8.self)
    let header = Base64URL.encode(Array(template.split(separator: "JWK").joined(separator: jwk).utf8))
    let claims = Base64URL.encode(Array(#"{"jti":"1","htm":"GET","htu":"https://a","iat":1}"#.utf8))
    let signature = try key.sign(Array("\(header).\(claims)".utf8), algorithm: .es256)
    #expect(throws: CPSError(.dpopInvalid)) {
      try DPoPProof(reading: "\(header).\(claims).\(Base64URL.encode(signature))")
    }
  }

  @Test func aPrivateKeyInTheHeaderIsRefused() throws {
    let json = Array(#"{"kty":"EC","crv":"P-256","x":"AA","y":"AA","d":"AA"}"#.utf8)
    #expect(throws: CPSError(.keyMalformed)) {
      try ProtocolJSON.decode(WorkstationKey.self, from: json, otherwise: .keyMalformed)
    }
  }

  @Test func everyAlteredCharacterIsRefused() throws {
    let original = Array(Self.exampleOfRFC9449.utf8)
    for position in stride(from: 0, to: original.count, by: 7) {
      var altered = original
      altered[position] = altered[position] == 0x41 ? 0x42 : 0x41
      #expect(throws: CPSError(.dpopInvalid)) {
        try DPoPProof(reading: String(decoding: altered, as: UTF8.self))
      }
    }
  }

  @Test(arguments: ["", ".", "..", "a.b", "a.b.c.d", String(repeating: "A", count: 5_000)])
  func whatIsNotACompactJWSIsRefused(text: String) {
    #expect(throws: CPSError(.dpopInvalid)) { try DPoPProof(reading: text) }
  }
}
