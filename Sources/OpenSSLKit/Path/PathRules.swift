internal import COpenSSL

/// How severe path validation is, and which forms of revocation lists it takes.
public struct PathRules: Sendable {
  /// What holds keys and digests to a strength.
  public enum Strength: Sendable, Hashable {
    /// libcrypto's security level 2: 112 bits, so RSA of 2,048 bits, and no SHA-1.
    case bits112
    /// The caller, who looks at every key and every algorithm of the path.
    case judgedByCaller
  }

  /// Which revocation lists may say something.
  public enum Lists: Sendable, Hashable {
    /// Complete ones, signed by the issuer of the certificates.
    case complete
    /// Those of changes, of reasons, of other issuers and of other keys of the issuer, too (RFC 5280, clause 5).
    case anyForm
  }

  /// What a log-in needs: nothing is asked of policies, which the profile of the card judges.
  public static let logIn = PathRules()

  /// Who judges the strength of keys and digests.
  public var strength: Strength
  /// Which lists serve.
  public var lists: Lists
  /// What is asked of policies; nil to leave policies out of validation.
  public var policies: PolicyRequirements?
  /// Whether a departure from a duty of issuers that validation does not rest on is let pass.
  ///
  /// RFC 5280, clause 4.2.1.9 has authorities mark basicConstraints critical; clause 6.1.4 does not look.
  public var toleratesUncriticalConstraints: Bool
  /// Whether a certificate is valid in the second of its notAfter.
  ///
  /// RFC 5280, clause 4.1.2.5 includes it; libcrypto 3.0 does not.
  public var includesLastSecond: Bool
  /// Whether the anchor itself needs a list that does not name it.
  public var needsListOfAnchor: Bool

  /// Rules, those of a log-in where nothing else is given.
  public init(
    strength: Strength = .bits112, lists: Lists = .complete, policies: PolicyRequirements? = nil,
    toleratesUncriticalConstraints: Bool = false, includesLastSecond: Bool = false,
    needsListOfAnchor: Bool = true
  ) {
    self.strength = strength
    self.lists = lists
    self.policies = policies
    self.toleratesUncriticalConstraints = toleratesUncriticalConstraints
    self.includesLastSecond = includesLastSecond
    self.needsListOfAnchor = needsListOfAnchor
  }

  var securityLevel: Int32 { strength == .bits112 ? 2 : 0 }

  var flags: Int32 {
    let forms = lists == .anyForm ? X509_V_FLAG_EXTENDED_CRL_SUPPORT | X509_V_FLAG_USE_DELTAS : 0
    return X509_V_FLAG_X509_STRICT | X509_V_FLAG_CHECK_SS_SIGNATURE | forms
  }
}
