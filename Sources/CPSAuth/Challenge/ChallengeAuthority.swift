public import CPSDiagnostics
public import CPSPrimitives
public import CPSProof
internal import OpenSSLKit

/// Issues challenges, and takes each back once.
///
/// Issuing keeps nothing: the id is the payload and its authentication code, so that a flood of requests
/// costs no memory (attack case HN-25). Taking is one atomic insertion into the store's set of used marks.
public struct ChallengeAuthority: Sendable {
  /// How far ahead of this service's clock a moment of issue may lie, since several hosts may issue.
  public static let clockSkew: Duration = .seconds(5)

  private static let codeLength = 32

  /// The service's configured public origin.
  public let audience: Audience
  private let store: any AuthStore
  private let secret: ServiceSecret
  private let clock: any WallClock
  private let random: any RandomSource
  private let lifeInSeconds: UInt8
  private let epoch: PresentEpoch

  /// An authority for one service.
  ///
  /// - Parameter lifeInSeconds: how long challenges live, 1 to 60.
  /// - Throws: ``Diagnostic/configurationInvalid`` for another life (attack case CA-08).
  public init(
    audience: Audience, store: any AuthStore, secret: ServiceSecret, clock: any WallClock,
    random: any RandomSource, lifeInSeconds: Int = Challenge.maximumLifeInSeconds
  ) throws(CPSError) {
    guard (1...Challenge.maximumLifeInSeconds).contains(lifeInSeconds),
      let life = UInt8(exactly: lifeInSeconds)
    else {
      throw CPSError(.configurationInvalid, ["place": "challenge life", "detail": "1 to 60 seconds"])
    }
    self.audience = audience
    self.store = store
    self.secret = secret
    self.clock = clock
    self.random = random
    self.lifeInSeconds = life
    epoch = PresentEpoch(of: store, clock: clock)
  }

  /// Issues a challenge to one workstation key.
  ///
  /// - Throws: ``Diagnostic/requestMalformed`` when the purpose and the function do not go together;
  ///   ``Diagnostic/randomnessUnavailable``, ``Diagnostic/storeUnavailable``.
  public func issue(
    for purpose: Purpose, function: FunctionName?, to key: KeyThumbprint
  ) async throws(CPSError) -> Challenge {
    guard (purpose == .stepUp) == (function != nil) else {
      throw CPSError(.requestMalformed, ["detail": "purpose and function"])
    }
    let nonce = try Nonce(from: random)
    let payload = ChallengePayload(
      environment: store.environment, purpose: purpose, lifeInSeconds: lifeInSeconds,
      issuedAt: clock.now(), epoch: try await epoch.read(), nonce: nonce, keyThumbprint: key,
      audienceDigest: try Digest.sha256(Array(audience.text.utf8)), function: function
    ).bytes
    let code = try secret.authenticationCode(of: payload, for: .challenge)
    return try Challenge(
      id: Base64URL.encode(code + payload), nonce: nonce, purpose: purpose, function: function,
      lifeInSeconds: Int(lifeInSeconds))
  }

  /// Takes a challenge: afterwards nobody can take it again.
  ///
  /// What is not the caller's is refused before it is taken, so that nobody can burn the challenge of
  /// another (attack cases HN-07, HN-08).
  ///
  /// - Throws: ``Diagnostic/challengeUnknown``, ``Diagnostic/challengeExpired``,
  ///   ``Diagnostic/challengeForAnotherKey``, ``Diagnostic/challengePurposeMismatch``,
  ///   ``Diagnostic/challengeUsed``, ``Diagnostic/storeUnavailable``.
  public func take(
    _ id: String, by key: KeyThumbprint, purpose: Purpose, function: FunctionName? = nil
  ) async throws(CPSError) -> TakenChallenge {
    let payload = try authenticate(id)
    let now = clock.now()
    guard now < payload.expiry, payload.issuedAt <= now + Self.clockSkew else {
      throw CPSError(.challengeExpired, reason: "issued \(payload.issuedAt.rfc3339), now \(now.rfc3339)")
    }
    guard payload.keyThumbprint == key else { throw CPSError(.challengeForAnotherKey) }
    guard payload.purpose == purpose, payload.function == function else {
      throw CPSError(.challengePurposeMismatch)
    }
    let mark = OneTimeMark(
      kind: .challenge, digest: try Digest.sha256(payload.bytes), expiry: payload.expiry,
      epoch: payload.epoch)
    switch try await store.take(mark, at: now) {
    case .taken: return TakenChallenge(payload, audience: audience)
    case .alreadyTaken: throw CPSError(.challengeUsed)
    case .forgotten:
      epoch.forget()
      throw CPSError(.challengeExpired, reason: "the store began a new epoch since")
    }
  }

  private func authenticate(_ id: String) throws(CPSError) -> ChallengePayload {
    guard id.utf8.count <= Challenge.maximumIDLength, let bytes = Base64URL.decode(id),
      bytes.count > Self.codeLength
    else { throw CPSError(.challengeUnknown, reason: "form") }
    let content = Array(bytes.dropFirst(Self.codeLength))
    guard try secret.isValid(Array(bytes.prefix(Self.codeLength)), of: content, for: .challenge),
      let payload = try ChallengePayload(authenticated: content)
    else { throw CPSError(.challengeUnknown, reason: "authentication code") }
    guard payload.environment == store.environment,
      payload.audienceDigest == (try Digest.sha256(Array(audience.text.utf8)))
    else { throw CPSError(.challengeUnknown, reason: "another environment or audience") }
    return payload
  }
}
