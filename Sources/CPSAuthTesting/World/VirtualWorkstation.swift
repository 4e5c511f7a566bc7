public import CPSAuth
internal import CPSCard
public import CPSDiagnostics
public import CPSPrimitives
public import CPSProof
public import OpenSSLKit
internal import SmartCard
public import SyntheticIGC
public import VirtualCPS

/// A workstation in the process of the test: a key of its own, and a reader for virtual cards.
///
/// It logs in as a real one does: challenge, PIN, signature by the card, proof.
public struct VirtualWorkstation: Sendable {
  /// The paths of docs/protocol.md, sections 2 and 5.
  private static let challengePath = "/cpsauth/challenges"
  private static let sessionPath = "/cpsauth/sessions"

  /// The service as this workstation knows it.
  public let audience: Audience
  /// The key that sessions are bound to.
  public let key: PrivateKey
  private let clock: any WallClock
  private let random: any RandomSource

  /// A workstation with a fresh key.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed``.
  public init(audience: Audience, clock: any WallClock, random: any RandomSource) throws(CPSError) {
    self.audience = audience
    self.clock = clock
    self.random = random
    key = try PrivateKey.generateP256()
  }

  /// The public half of the key.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed``.
  public func workstationKey() throws(CPSError) -> WorkstationKey { try WorkstationKey(key.publicKey) }

  /// What a service sees of a request by this workstation.
  ///
  /// - Parameter nonce: the nonce that the service gave.
  /// - Throws: ``Diagnostic/cryptographyFailed``.
  public func request(
    _ method: String, _ path: String, token: SessionToken? = nil, nonce: String?
  ) throws(CPSError) -> RequestOrigin {
    let proof = try DPoPProof.make(
      with: key, method: method, url: audience.text + path, accessToken: token?.text, serverNonce: nonce,
      at: clock.now(), random: random)
    return RequestOrigin(DPoPRequest(method: method, path: path, proofs: [proof]))
  }

  /// Lets a card answer a challenge.
  ///
  /// - Parameters:
  ///   - challenge: what the service asks to have signed.
  ///   - subject: the person whom a step-up is about, as the request names them; nil for none.
  ///   - card: the card in the reader.
  ///   - pin: what the person types.
  /// - Throws: the errors of the card.
  public func proof(
    answering challenge: Challenge, about subject: String? = nil, with card: VirtualCard,
    pin: String = SyntheticCard.pin
  ) async throws(CPSError) -> Proof {
    let connection = VirtualCardConnection(card)
    let cache = MemoryCardPublicDataCache()
    let workstationKey = try workstationKey()
    let audience = audience
    let digest: SubjectDigest? =
      if let subject { try SubjectDigest(of: subject, under: challenge.nonce) } else { nil }
    let prepared = try await CardLogin.prepare(
      on: connection, cache: cache, environment: .synthetic)
    let answer = try await CardLogin.authenticate(
      prepared, on: connection, entry: .typed(try PIN(try SecretBytes(copying: Array(pin.utf8)))),
      lastTry: .refuse,
      cache: cache
    ) { (certificate, algorithm) throws(CPSError) in
      try Transcript(
        environment: .synthetic, algorithm: algorithm, audience: audience, nonce: challenge.nonce,
        purpose: challenge.purpose, function: challenge.function, subject: digest,
        keyThumbprint: workstationKey.thumbprint, certificate: certificate)
    }
    return try Proof(
      challengeID: challenge.id, algorithm: answer.algorithm,
      unverifiedCertificate: answer.unverifiedCertificate, signature: answer.signature,
      workstationKey: workstationKey)
  }

  /// Says that the card of a session is still there, as an agent does that has read its serial again.
  ///
  /// - Parameters:
  ///   - challenge: a challenge of purpose `presence`.
  ///   - certificate: the certificate of the card that opened the session.
  /// - Throws: ``Diagnostic/cryptographyFailed``.
  public func presence(
    answering challenge: Challenge, ofCard certificate: Certificate
  ) throws(CPSError) -> PresenceAnswer {
    .watched(
      try PresenceStatement(
        answering: challenge.id,
        saying: .init(
          environment: .synthetic, audience: audience, nonce: challenge.nonce,
          certificateSHA256: certificate.sha256), with: key))
  }

  /// Logs in with a card, from the challenge to the session.
  ///
  /// - Throws: the errors of the card and of the service.
  public func logIn(
    to service: Authenticator, with card: VirtualCard, pin: String = SyntheticCard.pin
  ) async throws(CPSError) -> OpenedSession<CardSession> {
    let nonce = try service.possessionNonce()
    let challenge = try await service.issueChallenge(
      for: .login, request: try request("POST", Self.challengePath, nonce: nonce))
    let proof = try await proof(answering: challenge, with: card, pin: pin)
    return try await service.openCardSession(
      with: proof, request: try request("POST", Self.sessionPath, nonce: nonce))
  }

  /// Confirms a function with a card, from the challenge to the session's new token.
  ///
  /// - Parameters:
  ///   - stepUp: what is confirmed.
  ///   - session: the session, just recognised.
  ///   - service: the service.
  ///   - card: the card in the reader.
  ///   - pin: what the person types.
  /// - Throws: the errors of the card and of the service.
  public func confirm(
    _ stepUp: StepUp, in session: CardSession, of service: Authenticator,
    with card: VirtualCard, pin: String = SyntheticCard.pin
  ) async throws(CPSError) -> OpenedSession<CardSession> {
    let nonce = try service.possessionNonce()
    let challenge = try await service.issueChallenge(
      for: .stepUp, function: stepUp.function, request: try request("POST", Self.challengePath, nonce: nonce))
    let proof = try await proof(answering: challenge, about: stepUp.signedSubject, with: card, pin: pin)
    return try await service.confirm(stepUp, in: session, with: proof)
  }
}
