internal import CPSDiagnostics
public import CPSPrimitives
public import CPSProof
public import CPSTrust

/// What an ``Authenticator`` established about a session at one request.
///
/// Only this module makes one; the gate believes nothing else (attack cases CA-02, CA-05).
public struct SessionGrant: Sendable, Hashable {
  /// How many step-ups of each kind a session remembers; beyond them the oldest is forgotten, and asked for again.
  static let maximumConfirmations = 16

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
  public private(set) var authenticatedAt: Timestamp?
  /// The last step-up of each function: when its holder confirmed it, about anybody, with a PIN of its own.
  public private(set) var confirmations: [FunctionName: Timestamp]
  /// Until when its card counts as still there; nil where nobody watches it.
  public private(set) var presence: PresenceLease?
  /// When the store last said that it lives.
  public let checkedAt: Timestamp
  /// The revocation list that said, when the session was last checked, that its card is good; nil for an account.
  public private(set) var revocation: RevocationFacts?
  /// The network that the request came from, where the front knows it; sealed into no session.
  public internal(set) var network: NetworkName?
  /// Step-ups about one person each, the oldest first.
  private(set) var confirmedSubjects: [ConfirmedSubject]
  /// SHA-256 of its token.
  private(set) var tokenHash: [UInt8]

  init(
    tokenHash: [UInt8], reference: String, environment: TrustEnvironment, holder: SessionHolder,
    binding: SessionBinding, openedAt: Timestamp, endsAt: Timestamp, authenticatedAt: Timestamp?,
    confirmations: [FunctionName: Timestamp] = [:], confirmedSubjects: [ConfirmedSubject] = [],
    presence: PresenceLease?, checkedAt: Timestamp,
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
    self.confirmedSubjects = confirmedSubjects
    self.presence = presence
    self.checkedAt = checkedAt
    self.revocation = revocation ?? holder.revocation
  }

  /// When its holder last confirmed a call of a function about this person, with a PIN of its own; nil for never.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed``.
  func confirmation(
    of function: FunctionName, about canonicalText: String
  ) throws(CPSError) -> Timestamp? {
    var last = confirmations[function]
    for confirmed in confirmedSubjects where confirmed.function == function {
      if try confirmed.means(canonicalText) { last = max(last ?? confirmed.at, confirmed.at) }
    }
    return last
  }

  /// The same under a new lease.
  func leased(_ lease: PresenceLease) -> SessionGrant {
    var grant = self
    grant.presence = lease
    return grant
  }

  /// The same, its card checked by this list.
  func checked(by facts: RevocationFacts?) -> SessionGrant {
    var grant = self
    grant.revocation = facts ?? holder.revocation
    return grant
  }

  /// The same under another token and lease, after a step-up about anybody.
  func confirmed(
    _ function: FunctionName, at moment: Timestamp, tokenHash: [UInt8], presence: PresenceLease?
  ) -> SessionGrant {
    var grant = stepped(at: moment, tokenHash, presence)
    grant.confirmations[function] = moment
    if grant.confirmations.count > Self.maximumConfirmations,
      let oldest = grant.confirmations.min(by: { $0.value < $1.value })
    {
      grant.confirmations[oldest.key] = nil
    }
    return grant
  }

  /// The same under another token and lease, after a step-up about one person.
  func confirmed(
    _ subject: ConfirmedSubject, tokenHash: [UInt8], presence: PresenceLease?
  ) -> SessionGrant {
    var grant = stepped(at: subject.at, tokenHash, presence)
    grant.confirmedSubjects = (confirmedSubjects + [subject]).suffix(Self.maximumConfirmations)
    return grant
  }

  private func stepped(
    at moment: Timestamp, _ tokenHash: [UInt8], _ presence: PresenceLease?
  ) -> SessionGrant {
    var grant = self
    grant.tokenHash = tokenHash
    grant.authenticatedAt = moment
    grant.presence = presence
    return grant
  }
}
