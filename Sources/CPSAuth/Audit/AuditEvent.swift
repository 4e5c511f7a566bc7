public import CPSPrimitives
public import CPSProof

/// What an entry of the audit log says, apart from its number and time.
public struct AuditEvent: Sendable, Hashable {
  /// What happened.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// The log begins.
    case genesis
    /// A session was opened.
    case login
    /// Opening a session was refused.
    case loginRefused = "login-refused"
    /// The holder of a session typed the PIN again, to confirm one function.
    case stepUp = "step-up"
    /// A step-up was refused.
    case stepUpRefused = "step-up-refused"
    /// A service elsewhere is told about a session, by a token.
    case tokenIssued = "token-issued"
    /// Its holder ended a session.
    case logout
    /// A limit, or somebody else than its holder, ended a session.
    case sessionEnded = "session-ended"
    /// The gate decided.
    case decision
    /// Who rules over a host acts there, past the gate.
    case hostAct = "host-act"
    /// What came of an act that was allowed; intent without outcome counts as exposed.
    case outcome
    /// A permit was refused to the code that came with it.
    case permitRefused = "permit-refused"
    /// Something that may be an attack.
    case alarm
    /// Several refusals of one kind that nobody known caused, counted.
    case refusals
    /// A segment begins, under whose key the subjects of later entries are sealed; or its key is carried on.
    case segment
    /// A key that signs checkpoints from here on.
    case checkpointKey = "checkpoint-key"
    /// Who holds that key vouches for the log up to here.
    case checkpoint
    /// The key of the pseudonyms of an epoch begins to be used, by its check value; or that is carried on.
    case auditKey = "audit-key"
    /// Entries that were kept for long enough are removed.
    case retention
    /// A policy came into force.
    case policyInForce = "policy-in-force"
    /// A second person agreed to a call of somebody else.
    case approval
    /// Somebody judged what was done in a declared emergency.
    case review
    /// A measure beside the gate was taken, lifted, or took effect: an account flagged, a network banned, a delegate
    /// declared.
    case measure
  }

  /// What happened.
  public let kind: Kind
  /// Who acted, if that is known.
  public var actor: AuditActor?
  /// The gated function.
  public var function: FunctionName?
  /// Whether the gate allowed it.
  public var isAllowed: Bool?
  /// The rule of the policy that decided.
  public var rule: String?
  /// The version of the policy.
  public var policyVersion: String?
  /// Whom the act was about.
  public var subject: SubjectPseudonym?
  /// The number of the decision, or of the act at a host, that an outcome belongs to.
  public var decision: Int64?
  /// What came of it.
  public var outcome: AuditOutcome?
  /// The names of the fields that the answer discloses, in lexicographic order.
  public var disclosed: [String]
  /// The code of the error catalogue.
  public var diagnostic: String?
  /// How many refusals an entry stands for.
  public var count: Int?
  /// Further particulars by name, such as the certificate and the revocation list of a login.
  ///
  /// Never a token, a PIN or a subject (igc-sante.md section 4, rule 30).
  public var facts: [String: String]
  /// The number of the entry that opened the segment.
  public var segment: Int64?
  /// The subject, sealed under the key of the segment (``AuditField/sealedSubject``).
  public var sealedSubject: [UInt8]?
  /// The key of a segment, sealed to its recipients: a CMS message in DER.
  public var sealedKey: [UInt8]?
  /// The entry that this one speaks about: the last that a checkpoint vouches for, or that is removed.
  public var stated: AuditHead?
  /// A key that signs checkpoints: a SubjectPublicKeyInfo in DER.
  public var publicKey: [UInt8]?
  /// The signature of a checkpoint, or by which one key vouches for the next: 64 bytes.
  public var signature: [UInt8]?

  /// The workstation's key or certificate, by its thumbprint (``SessionBinding/text``).
  public var workstation: String?
  /// The network that the request came from (``NetworkName``).
  public var network: String?
  /// The pseudonym of what the subject's number shares with its neighbours: 32 bytes.
  public var neighbourhood: [UInt8]?
  /// When the quotas were charged.
  public var chargedAt: Timestamp?
  /// How the quotas stood; only the one without room where the call was refused for it.
  public var quotas: [QuotaStanding]
  /// Why the caller called, or a reviewer found what they found.
  public var reason: String?
  /// Whether the caller declared an emergency.
  public var isBreakGlass: Bool?
  /// The national identifier of the second person who agreed.
  public var approver: String?
  /// What the call lacked, in lexicographic order (``PolicyRequirement/name``).
  public var missing: [String]
  /// What a reviewer found.
  public var verdict: ReviewVerdict?

  /// An event of a kind, with nothing more said.
  public init(_ kind: Kind) {
    self.kind = kind
    disclosed = []
    facts = [:]
    quotas = []
    missing = []
  }
}
