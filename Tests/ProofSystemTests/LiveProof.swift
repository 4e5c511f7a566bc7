import CPSCard
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit
import SmartCard
import TestSupport
import VirtualCPS

/// A proof that a virtual card made just now, and what the service knows of it.
struct LiveProof {
  /// The message that the workstation sends.
  let proof: [UInt8]
  /// What the service itself knows, under the names that the verifier reads.
  let expected: [String: String]
  /// How often the card saw a VERIFY.
  let verifications: Int

  static func login(with card: String) async throws -> LiveProof {
    try await make(with: card, purpose: .login, function: nil, subject: nil)
  }

  static func stepUp(with card: String, about subject: String) async throws -> LiveProof {
    try await make(with: card, purpose: .stepUp, function: "infopatient.lookup", subject: subject)
  }

  private static func make(
    with card: String, purpose: Purpose, function: FunctionName?, subject: String?
  ) async throws -> LiveProof {
    let recorder = ExchangeRecorder()
    let maker = try VirtualCardMaker(folder: PackageRoot.path("Fixtures/cards/\(card)"))
    let connection = VirtualCardConnection(try VirtualCard(maker.image(.cps3), recorder: recorder))
    let cache = MemoryCardPublicDataCache()
    let audience = try Audience("https://service.example")
    let nonce = try Nonce(try SystemRandomSource().bytes(32))
    let digest = try subject.map { text throws(CPSError) in try SubjectDigest(of: text, under: nonce) }
    let key = try WorkstationKey(try PrivateKey.generateP256().publicKey)
    let prepared = try await CardLogin.prepare(on: connection, cache: cache, environment: .synthetic)
    let signed = try await CardLogin.authenticate(
      prepared, on: connection, entry: .typed(try PIN(SecretBytes(copying: Array("1234".utf8)))),
      lastTry: .refuse,
      cache: cache
    ) { (certificate, algorithm) throws(CPSError) in
      try Transcript(
        environment: .synthetic, algorithm: algorithm, audience: audience, nonce: nonce, purpose: purpose,
        function: function, subject: digest, keyThumbprint: key.thumbprint, certificate: certificate)
    }
    let challenge = Base64URL.encode(try SystemRandomSource().bytes(24))
    let proof = try Proof(
      challengeID: challenge, algorithm: signed.algorithm,
      unverifiedCertificate: signed.unverifiedCertificate, signature: signed.signature, workstationKey: key)
    var expected = [
      "challenge": challenge, "environment": "synthetic", "audience": "https://service.example",
      "nonce": Base64URL.encode(nonce.bytes), "purpose": purpose.rawValue,
    ]
    expected["function"] = function?.rawValue
    expected["subject"] = subject
    return LiveProof(
      proof: try ProtocolJSON.encode(proof), expected: expected,
      verifications: recorder.lines.count { $0.hasPrefix("> 0020") })
  }
}
