internal import OpenSSLKit

/// One reason why a chain is not valid in the plain mode.
public struct PlainReason: Sendable, Hashable {
  /// What kind of reason it is; the raw values are for programs.
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    /// Bytes that are no certificate, no revocation list, or not in DER.
    case malformed
    /// No path leads to a root.
    case issuerUnknown = "issuer-unknown"
    /// A signature is wrong.
    case signature
    /// A certificate is past its time.
    case expired
    /// A certificate's time has not come.
    case notYetValid = "not-yet-valid"
    /// A certificate is revoked.
    case revoked
    /// Nothing usable says that a certificate is not revoked.
    case revocationUnknown = "revocation-unknown"
    /// What says that a certificate is not revoked is past its time.
    case revocationStale = "revocation-stale"
    /// The usages of a certificate do not allow the purpose.
    case purpose
    /// A critical extension is unknown.
    case criticalExtension = "critical-extension"
    /// A key or an algorithm is too weak, or not one that is known.
    case weak
    /// An authority may not issue what it issued.
    case authority
    /// No policy that is asked for holds along the path.
    case policy
    /// A name lies outside those that an authority may certify.
    case nameConstraints = "name-constraints"
    /// A certificate departs from RFC 5280 in another way.
    case profile
    /// It is not the authentication certificate of a CPS card.
    case card
    /// Judging it would cost too much.
    case bounds
  }

  /// What kind of reason it is.
  public let kind: Kind
  /// Which certificate of the chain: 0 is the one that was asked about; nil where it is none of them.
  public let depth: Int?
  /// What exactly, in English, not escaped.
  public let detail: String

  /// A reason from its parts.
  public init(_ kind: Kind, depth: Int? = nil, detail: String) {
    self.kind = kind
    self.depth = depth
    self.detail = detail
  }

  init(_ problem: PathProblem) {
    self.init(Kind(problem.kind), depth: problem.depth, detail: problem.text)
  }
}

extension PlainReason.Kind {
  fileprivate init(_ kind: PathProblem.Kind) {
    self =
      switch kind {
      case .issuerUnknown: .issuerUnknown
      case .signature: .signature
      case .expired: .expired
      case .notYetValid: .notYetValid
      case .revoked: .revoked
      case .revocationListMissing: .revocationUnknown
      case .revocationListExpired: .revocationStale
      case .purpose: .purpose
      case .criticalExtension: .criticalExtension
      case .weak: .weak
      case .authority: .authority
      case .policy: .policy
      case .nameConstraints: .nameConstraints
      case .other: .profile
      }
  }
}
