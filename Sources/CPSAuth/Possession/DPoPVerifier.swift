public import CPSDiagnostics
public import CPSPrimitives
public import CPSProof
internal import OpenSSLKit

/// Judges proofs of possession: made for this request, by this key, just now, and never seen before.
public struct DPoPVerifier: Sendable {
  /// How far the workstation's clock may be off, either way.
  ///
  /// Freshness comes from the nonce, which this service dates itself; the claim only finds clocks that are
  /// grossly wrong (RFC 9449, clause 11.1).
  public static let clockTolerance: Duration = .seconds(300)
  /// How long one nonce is given out; it is accepted for as long again.
  public static let nonceLife: Duration = .seconds(120)

  private let audience: Audience
  private let store: any AuthStore
  private let secret: ServiceSecret
  private let clock: any WallClock
  private let nonces = PossessionNonces()

  /// A verifier for one service.
  public init(audience: Audience, store: any AuthStore, secret: ServiceSecret, clock: any WallClock) {
    self.audience = audience
    self.store = store
    self.secret = secret
    self.clock = clock
  }

  /// The nonce that proofs must repeat now: the `DPoP-Nonce` header of every answer.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed``.
  public func nonce() throws(CPSError) -> String { try nonce(ofBucket: bucket(at: clock.now())) }

  /// Verifies the proof of a request.
  ///
  /// - Parameter token: the session token that the request carries; nil when it carries none.
  /// - Throws: ``Diagnostic/dpopMissing``, ``Diagnostic/dpopInvalid``, ``Diagnostic/dpopNonceRequired``.
  public func verify(_ request: DPoPRequest, token: SessionToken?) throws(CPSError) -> VerifiedPossession {
    let proof = try DPoPProof(reading: try request.proof())
    let url = audience.text + request.path
    guard try proof.matches(method: request.method, url: url, accessToken: token?.text) else {
      throw CPSError(.dpopInvalid, reason: "method, address or token")
    }
    let now = clock.now()
    guard try isAccepted(proof.serverNonce, at: now) else { throw CPSError(.dpopNonceRequired) }
    let skew = proof.issuedAt - now
    guard (.zero - Self.clockTolerance...Self.clockTolerance).contains(skew) else {
      throw CPSError(.dpopInvalid, reason: "the workstation's clock is \(skew) off")
    }
    let digest = try Digest.sha256(proof.key.thumbprint.bytes + Array(proof.id.utf8))
    // After both nonces that are accepted now have gone, nobody accepts this proof any more.
    let expiry = now + Self.nonceLife + Self.nonceLife
    return VerifiedPossession(
      key: proof.key, mark: OneTimeMark(kind: .possession, digest: digest, expiry: expiry, epoch: nil))
  }

  /// Takes the proof, so that it is accepted once.
  ///
  /// Called when the proof is known to belong to a session, so that strangers cannot fill the store
  /// (attack case HN-25).
  ///
  /// - Throws: ``Diagnostic/dpopReplayed``, ``Diagnostic/storeUnavailable``.
  public func spend(_ possession: VerifiedPossession) async throws(CPSError) {
    switch try await store.take(possession.mark, at: clock.now()) {
    case .taken: return
    case .alreadyTaken: throw CPSError(.dpopReplayed)
    case .forgotten: throw CPSError(.dpopReplayed, reason: "nobody can tell: the service's clock went back")
    }
  }

  private func isAccepted(_ nonce: String?, at now: Timestamp) throws(CPSError) -> Bool {
    guard let nonce else { return false }
    let given = Array(nonce.utf8)
    let present = bucket(at: now)
    for bucket in [present, present - 1] {
      let expected = Array(try self.nonce(ofBucket: bucket).utf8)
      if MessageAuthentication.areEqual(expected, given) { return true }
    }
    return false
  }

  private func bucket(at now: Timestamp) -> Int64 {
    let length = Self.nonceLife.milliseconds
    let (quotient, remainder) = now.millisecondsSince1970.quotientAndRemainder(dividingBy: length)
    return remainder < 0 ? quotient - 1 : quotient
  }

  private func nonce(ofBucket bucket: Int64) throws(CPSError) -> String {
    try nonces.nonce(ofBucket: bucket) { () throws(CPSError) in
      let message = Array("\(store.environment.rawValue) \(bucket)".utf8)
      return Base64URL.encode(try secret.authenticationCode(of: message, for: .possessionNonce))
    }
  }
}
