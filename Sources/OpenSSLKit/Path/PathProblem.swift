internal import COpenSSL

/// One reason why a path is not valid.
public struct PathProblem: Sendable, Hashable {
  /// The families of reasons that callers tell apart.
  public enum Kind: Sendable, Hashable, CaseIterable {
    /// No issuer is known, or the path does not end at an anchor.
    case issuerUnknown
    /// A signature is wrong.
    case signature
    /// A certificate is past its time.
    case expired
    /// A certificate's time has not come.
    case notYetValid
    /// A certificate is revoked.
    case revoked
    /// There is no usable revocation list of an issuer.
    case revocationListMissing
    /// A revocation list is past its nextUpdate.
    case revocationListExpired
    /// The usages of a certificate do not allow the purpose.
    case purpose
    /// A critical extension is unknown.
    case criticalExtension
    /// A key or a digest is too weak.
    case weak
    /// An authority may not issue, or not so many authorities may follow it.
    case authority
    /// No policy that is asked for holds along the path, or the policies are too many to be processed.
    case policy
    /// A name lies outside those that an authority may certify.
    case nameConstraints
    /// Anything else: see the text.
    case other
  }

  /// The family.
  public let kind: Kind
  /// libcrypto's `X509_V_ERR_…`.
  public let code: Int32
  /// Where: 0 is the certificate that was asked about, 1 its issuer, and so on.
  public let depth: Int
  /// libcrypto's text, in English.
  public let text: String

  init(code: Int32, depth: Int) {
    self.code = code
    self.depth = depth
    kind = Self.kinds[code] ?? .other
    text = String(cString: X509_verify_cert_error_string(Int(code)))
  }

  /// Policies whose number grows beyond what libcrypto processes, which it tells as a want of memory.
  static let policiesBeyondBound = PathProblem(
    kind: .policy, code: X509_V_ERR_OUT_OF_MEM, depth: 0, text: "more policies than are processed")

  /// Validation ended before everything was looked at.
  static let unfinished = PathProblem(
    kind: .other, code: X509_V_ERR_UNSPECIFIED, depth: 0, text: "validation was not finished")

  private init(kind: Kind, code: Int32, depth: Int, text: String) {
    self.kind = kind
    self.code = code
    self.depth = depth
    self.text = text
  }

  private static let kinds: [Int32: Kind] = [
    X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT: .issuerUnknown,
    X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY: .issuerUnknown,
    X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE: .issuerUnknown,
    X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT: .issuerUnknown,
    X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN: .issuerUnknown,
    X509_V_ERR_CERT_UNTRUSTED: .issuerUnknown,
    X509_V_ERR_CERT_SIGNATURE_FAILURE: .signature,
    X509_V_ERR_CRL_SIGNATURE_FAILURE: .revocationListMissing,
    X509_V_ERR_CERT_HAS_EXPIRED: .expired,
    X509_V_ERR_CERT_NOT_YET_VALID: .notYetValid,
    X509_V_ERR_CERT_REVOKED: .revoked,
    X509_V_ERR_UNABLE_TO_GET_CRL: .revocationListMissing,
    X509_V_ERR_UNABLE_TO_GET_CRL_ISSUER: .revocationListMissing,
    X509_V_ERR_CRL_NOT_YET_VALID: .revocationListMissing,
    X509_V_ERR_DIFFERENT_CRL_SCOPE: .revocationListMissing,
    X509_V_ERR_CRL_HAS_EXPIRED: .revocationListExpired,
    X509_V_ERR_INVALID_PURPOSE: .purpose,
    X509_V_ERR_UNHANDLED_CRITICAL_EXTENSION: .criticalExtension,
    X509_V_ERR_EE_KEY_TOO_SMALL: .weak,
    X509_V_ERR_CA_KEY_TOO_SMALL: .weak,
    X509_V_ERR_CA_MD_TOO_WEAK: .weak,
    X509_V_ERR_CRL_PATH_VALIDATION_ERROR: .revocationListMissing,
    X509_V_ERR_KEYUSAGE_NO_CRL_SIGN: .revocationListMissing,
    X509_V_ERR_UNHANDLED_CRITICAL_CRL_EXTENSION: .revocationListMissing,
    X509_V_ERR_INVALID_CA: .authority,
    X509_V_ERR_INVALID_NON_CA: .authority,
    X509_V_ERR_KEYUSAGE_NO_CERTSIGN: .authority,
    X509_V_ERR_PATH_LENGTH_EXCEEDED: .authority,
    X509_V_ERR_CERT_CHAIN_TOO_LONG: .authority,
    X509_V_ERR_NO_EXPLICIT_POLICY: .policy,
    X509_V_ERR_INVALID_POLICY_EXTENSION: .policy,
    X509_V_ERR_PERMITTED_VIOLATION: .nameConstraints,
    X509_V_ERR_EXCLUDED_VIOLATION: .nameConstraints,
    X509_V_ERR_SUBTREE_MINMAX: .nameConstraints,
    X509_V_ERR_UNSUPPORTED_CONSTRAINT_TYPE: .nameConstraints,
    X509_V_ERR_UNSUPPORTED_CONSTRAINT_SYNTAX: .nameConstraints,
    X509_V_ERR_UNSUPPORTED_NAME_SYNTAX: .nameConstraints,
  ]
}
