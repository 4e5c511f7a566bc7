internal import COpenSSL

/// The inputs of path validation that are about certificate policies (RFC 5280, clause 6.1.1, c and e to g).
public struct PolicyRequirements: Sendable, Hashable {
  /// No policy is asked for, and nothing is inhibited.
  public static let none = PolicyRequirements()

  /// The policies that suit the caller, user-initial-policy-set; empty for any policy.
  public var accepted: Set<ObjectIdentifier>
  /// initial-explicit-policy: the path must be valid for at least one of ``accepted``.
  public var requiresExplicitPolicy: Bool
  /// initial-policy-mapping-inhibit: one policy never stands for another.
  public var inhibitsMapping: Bool
  /// initial-any-policy-inhibit: anyPolicy stands for no other.
  public var inhibitsAnyPolicy: Bool

  /// Requirements, of which there are none unless they are given.
  public init(
    accepted: Set<ObjectIdentifier> = [], requiresExplicitPolicy: Bool = false, inhibitsMapping: Bool = false,
    inhibitsAnyPolicy: Bool = false
  ) {
    self.accepted = accepted
    self.requiresExplicitPolicy = requiresExplicitPolicy
    self.inhibitsMapping = inhibitsMapping
    self.inhibitsAnyPolicy = inhibitsAnyPolicy
  }

  /// Hands these to libcrypto; false when it has no memory, or when an identifier is none.
  func apply(to parameters: OpaquePointer) -> Bool {
    var flags = X509_V_FLAG_POLICY_CHECK
    if requiresExplicitPolicy { flags |= X509_V_FLAG_EXPLICIT_POLICY }
    if inhibitsMapping { flags |= X509_V_FLAG_INHIBIT_MAP }
    if inhibitsAnyPolicy { flags |= X509_V_FLAG_INHIBIT_ANY }
    guard X509_VERIFY_PARAM_set_flags(parameters, UInt(flags)) == 1 else { return false }
    let policies = accepted.isEmpty ? [.anyPolicy] : accepted
    return policies.allSatisfy { policy in
      guard let object = OBJ_txt2obj(policy.description, 1) else { return false }
      if X509_VERIFY_PARAM_add0_policy(parameters, object) == 1 { return true }
      ASN1_OBJECT_free(object)
      return false
    }
  }
}
