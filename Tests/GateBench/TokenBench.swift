import BenchSupport
import CPSAuth
import CPSAuthHTTP
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import Foundation
import JWTKit
import OpenSSLKit

/// The check of a token at a service elsewhere, beside the bare verification of its signature, in turn, in one process.
///
/// The token and the key come by HTTP, as that service gets them; the check is that of jwt-kit. On both sides the key
/// is kept: who checks tokens has fetched it before.
struct TokenBench {
  /// What docs/tokens.md demands of a token, its `cnf` excepted, which is a proof of possession.
  private struct Claims: JWTPayload {
    let iss: String
    let aud: AudienceClaim
    let exp: ExpirationClaim
    let acr: String
    let cnf: [String: String]
    let environment: String

    private enum CodingKeys: String, CodingKey {
      case iss, aud, exp, acr, cnf
      case environment = "cps_environment"
    }

    func verify(using algorithm: some JWTAlgorithm) throws {
      try exp.verifyNotExpired(currentDate: TokenBench.date)
      try aud.verifyIntendedAudience(includes: TokenBench.audience)
      guard iss == TokenBench.issuer, environment == "synthetic", cnf["jkt"] != nil else {
        throw BareFailure("claims")
      }
    }
  }

  /// The part of the service's answer that is looked at.
  private struct Answer: Decodable { let token: String }

  private static let rounds = 60
  private static let count = 64
  private static let audience = "https://dossier.example"
  private static let issuer = "https://service.example"
  private static let path = "/cpsauth/tokens"
  private static let date = Date(
    timeIntervalSince1970: Double(ServiceScene.moment.millisecondsSince1970) / 1_000)

  let fixtures: String

  /// Prints.
  func report() async throws {
    let key = try PrivateKey.generateP256()
    let (token, published) = try await issued(under: key)
    let keys = JWTKeyCollection()
    try await keys.add(jwksJSON: published)
    let bare = try BareStatement(ofCompact: token)
    let bareKey = try BareKey(subjectPublicKeyInfo: key.publicKey.subjectPublicKeyInfo)
    var (theirs, alone) = (Series(), Series())
    for _ in 0..<Self.rounds {
      try await theirs.measureProcess(Self.count) { _ in _ = try await keys.verify(token, as: Claims.self) }
      try await alone.measureProcess(Self.count) { _ in try bareKey.verify(bare.signature, of: bare.message) }
    }
    Report.head("one after the other, processor time", "minimum, µs", "median, µs", "times the bare one")
    Report.row(
      "check of a token by jwt-kit", Report.number(theirs.minimum, 1), Report.number(theirs.median, 1),
      Report.number(theirs.ratio(to: alone), 2))
    Report.row(
      "bare verification of its signature", Report.number(alone.minimum, 1), Report.number(alone.median, 1),
      "")
  }

  /// A token of a card session, and the key set that the service publishes.
  private func issued(under key: PrivateKey) async throws -> (token: String, published: String) {
    let scene = try ServiceScene(
      over: try MemoryStore(environment: .synthetic, random: SystemRandomSource()), fixtures: fixtures)
    let desk = TokenDesk(
      rules: try TokenRules(audiences: [try Audience(Self.audience)]),
      signer: try await TokenSigner.make(signingWith: [try key.pem()]))
    let session = try await scene.logIn(0)
    let proof = try scene.possession(
      "POST", Self.path, by: 0, token: session.token, nonce: try scene.authenticator.possessionNonce())
    return try await LoopbackService(scene: scene, tokens: desk).serve { port in
      let connection = try LoopbackConnection(port: port)
      let answer = try connection.exchange(
        LoopbackRequest.post(
          Self.path, #"{"schema":1,"audience":"\#(Self.audience)"}"#, proof: proof, token: session.token))
      guard answer.status == 201 else {
        throw CPSError(.internalFault, reason: String(decoding: answer.body, as: UTF8.self))
      }
      let token = try JSONDecoder().decode(Answer.self, from: Data(answer.body)).token
      let keys = try connection.exchange(LoopbackRequest.get("/.well-known/jwks.json"))
      return (token, String(decoding: keys.body, as: UTF8.self))
    }
  }
}
