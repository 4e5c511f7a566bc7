import CPSAuthTesting
import CPSCard
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit
import SmartCard
import VirtualCPS

/// A thief with a card and without its PIN: guesses until the card blocks, then sends proofs that the card never made.
struct CardThief: Sendable {
  /// The first guesses of a thief, none of them the PIN.
  private static let guesses = ["0000", "1111", "4321", "1212", "7777", "2580"]

  private let client: ReplayClient
  private let card: SyntheticCardInHand
  private let audience: Audience

  /// A thief at an address.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed``.
  init(of card: SyntheticCardInHand, at service: ReplayService, from address: String) throws(CPSError) {
    self.card = card
    audience = service.audience
    client = ReplayClient(of: service, from: address, key: try .generateP256())
  }

  /// What the card and the service said to everything that the thief tried; a session that is opened would be
  /// counted as `201`.
  func work() async throws(CPSError) -> RobotYield {
    var yield = RobotYield()
    for guess in Self.guesses {
      let challenge = try await challenge(&yield)
      do throws(CPSError) {
        try await send(try await guessed(guess, answering: challenge), &yield)
      } catch {
        // What the card says: the PIN is wrong, or blocked.
        yield.count(error.diagnostic.code)
      }
    }
    let challenge = try await challenge(&yield)
    try await send(try forged(answering: challenge), &yield)
    return yield
  }

  private func challenge(_ yield: inout RobotYield) async throws(CPSError) -> Challenge {
    let answer = try await client.post("/cpsauth/challenges", #"{"schema":1,"purpose":"login"}"#)
    if answer.status != 201 { yield.count(answer.outcome) }
    return try ProtocolJSON.decode(Challenge.self, from: answer.body, otherwise: .challengeMalformed)
  }

  private func send(_ proof: Proof, _ yield: inout RobotYield) async throws(CPSError) {
    let body = String(decoding: try ProtocolJSON.encode(proof), as: UTF8.self)
    let answer = try await client.post("/cpsauth/sessions", body)
    yield.count(answer.outcome)
  }

  /// The last try is spent, too: a thief has nothing to lose.
  private func guessed(_ guess: String, answering challenge: Challenge) async throws(CPSError) -> Proof {
    let connection = VirtualCardConnection(card.card)
    let cache = MemoryCardPublicDataCache()
    let key = try WorkstationKey(client.key.publicKey)
    let audience = audience
    let prepared = try await CardLogin.prepare(on: connection, cache: cache, environment: .synthetic)
    let answer = try await CardLogin.authenticate(
      prepared, on: connection, entry: .typed(try PIN(try SecretBytes(copying: Array(guess.utf8)))),
      lastTry: .confirmed, cache: cache
    ) { (certificate, algorithm) throws(CPSError) in
      try Transcript(
        environment: .synthetic, algorithm: algorithm, audience: audience, nonce: challenge.nonce,
        purpose: .login, function: nil, subject: nil, keyThumbprint: key.thumbprint, certificate: certificate)
    }
    return try Proof(
      challengeID: challenge.id, algorithm: answer.algorithm,
      unverifiedCertificate: answer.unverifiedCertificate, signature: answer.signature, workstationKey: key)
  }

  /// The certificate of the card, which anybody can read, over a signature by a key of the thief's own.
  private func forged(answering challenge: Challenge) throws(CPSError) -> Proof {
    let key = try WorkstationKey(client.key.publicKey)
    let transcript = try Transcript(
      environment: .synthetic, algorithm: .rs256, audience: audience, nonce: challenge.nonce, purpose: .login,
      function: nil, subject: nil, keyThumbprint: key.thumbprint, certificate: card.certificate.der)
    let signature = try PrivateKey.generateRSA(bits: 2_048).sign(transcript.bytes, algorithm: .rs256)
    return try Proof(
      challengeID: challenge.id, algorithm: .rs256, unverifiedCertificate: card.certificate.der,
      signature: signature, workstationKey: key)
  }
}
