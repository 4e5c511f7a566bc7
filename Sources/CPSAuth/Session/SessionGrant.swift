public import CPSPrimitives
public import CPSProof
public import CPSTrust

/// What an ``Authenticator`` established about a session at one request.
///
/// Only this module makes one; the gate believes nothing else (attack cases CA-02, CA-05).
public struct SessionGrant: Sendable, Hashable {
  /// The session's name in the audit log; it gives no access.
  public let reference: String
  /// The world in which it was opened.
  public let environment: TrustEnvironment
  /// Whose it is.
  public let holder: SessionHolder
  /// What it is bound to.
  public let binding: SessionBinding
  /// When it was opened.
  public let openedAt: Timestamp
  /// Its absolute end.
  public let endsAt: Timestamp
  /// When its holder last typed a PIN for it; nil where none was ever proven, as for an account.
  public let authenticatedAt: Timestamp?
  /// The last step-up of each function: when its holder confirmed it with a PIN of its own.
  public let confirmations: [FunctionName: Timestamp]
  /// Until when its card counts as still there; nil where nobody watches it.
  public let presence: PresenceLease?
  /// When the store last said that it lives.
  public let checkedAt: Timestamp
  /// The revocation list that said, when the session was last checked, that its card is good; nil for an account.
  public let revocation: RevocationFacts?
  /// The network that the request came from, where the front knows it; sealed into no session.
  public internal(set) var network: NetworkName?
  /// SHA-256 of its token.
  let tokenHash: [UInt8]

  init(
    tokenHash: [UInt8], reference: String, environment: TrustEnvironment, holder: SessionHolder,
    binding: SessionBinding, openedAt: Timestamp, endsAt: Timestamp, authenticatedAt: Timestamp?,
    confirmations: [FunctionName: Timestamp] = [:], presence: PresenceLease?, checkedAt: Timestamp,
    revocation: RevocationFacts? = nil
  ) {
    self.tokenHash = tokenHash
    self.reference = reference
    self.environment = environment
    self.holder = holder
    self.binding = binding
    self.openedAt = openedAt
    self.endsAt = endsAt
    self.authenticatedAt = authenticatedAt
    self.confirmations = confirmations
    self.presence = presence
    self.checkedAt = checkedAt
    self.revocation = revocation ?? holder.revocation
  }

  /// The same under a new lease.
  func leased(_ lease: PresenceLease) -> SessionGrant { changed(presence: lease, revocation: revocation) }

  /// The same, its card checked by this list.
  func checked(by facts: RevocationFacts?) -> SessionGrant { changed(presence: presence, revocation: facts) }

  private func changed(presence: PresenceLease?, revocation: RevocationFacts?) -> SessionGrant {
    var grant = SessionGrant(
      tokenHash: tokenHash, reference: reference, environment: environment, holder: holder,
      binding: binding, openedAt: openedAt, endsAt: endsAt,
      authenticatedAt: authenticatedAt, confirmations: confirmations, presence: presence,
      checkedAt: checkedAt, revocation: revocation)
    grant.network = network
    return grant
  }
}
