internal import COpenSSL
public import CPSDiagnostics
public import CPSPrimitives

/// Validates paths from a certificate to pinned anchors by RFC 5280, with libcrypto.
///
/// Nothing is fetched, nothing of the system's store is used, and what the other side sends besides its own
/// certificate has no place here: authorities between are those that the service holds. A path must end at a
/// self-signed anchor, whose own signature is verified, too.
public struct PathValidator: Sendable {
  /// Authorities between the certificate and its anchor, at the most.
  public static let maximumIntermediates = 4

  private let store: AnchorStore
  private let lists: PathLists
  private let checking: RevocationChecking
  private let rules: PathRules

  /// A validator for these anchors.
  ///
  /// Revocation lists that must not be relied on, being signed with a weak digest or holding a critical
  /// extension that is not processed, are left aside, so that their issuers count as having none; under the
  /// rules of a log-in those that list changes only, too.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed`` when libcrypto has no memory.
  public init(
    anchors: [Certificate], intermediates: [Certificate], revocationLists: [RevocationList],
    checking: RevocationChecking, rules: PathRules = .logIn
  ) throws(CPSError) {
    try self.init(
      anchors: anchors, intermediates: intermediates,
      lists: PathLists(revocationLists, under: rules), checking: checking, rules: rules)
  }

  /// A validator for these anchors, with lists that others use, too.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed`` when libcrypto has no memory.
  public init(
    anchors: [Certificate], intermediates: [Certificate], lists: PathLists, checking: RevocationChecking,
    rules: PathRules
  ) throws(CPSError) {
    store = try AnchorStore(anchors: anchors, intermediates: intermediates)
    self.lists = lists
    self.checking = checking
    self.rules = rules
  }

  /// Builds a path for `certificate` and collects every reason against it.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed`` when libcrypto fails for reasons of its own.
  public func validate(
    _ certificate: Certificate, purpose: PathPurpose, at moment: Timestamp
  ) throws(CPSError) -> PathOutcome {
    try OpenSSLFailure.apart { () throws(CPSError) in
      try outcome(for: certificate, purpose: purpose, at: moment)
    }
  }

  private func outcome(
    for certificate: Certificate, purpose: PathPurpose, at moment: Timestamp
  ) throws(CPSError) -> PathOutcome {
    guard let context = X509_STORE_CTX_new() else { throw OpenSSLFailure.error(in: "X509_STORE_CTX_new") }
    defer { X509_STORE_CTX_free(context) }
    let collector = PathProblemCollector(rules: rules, moment: moment)
    return try withExtendedLifetime((collector, store, lists, certificate)) {
      () throws(CPSError) -> PathOutcome in
      guard X509_STORE_CTX_init(context, store.store, certificate.handle.pointer, store.intermediates) == 1,
        collector.attach(to: context), prepare(context, purpose: purpose, moment: moment)
      else { throw OpenSSLFailure.error(in: "path validation") }
      X509_STORE_CTX_set0_crls(context, lists.stack)
      let verdict = X509_verify_cert(context)
      // The collector lets validation go on to its end, so that its verdict is ours to draw. What ended it
      // early is a problem of its own: a caller that has an answer to the others must not take the rest as
      // seen. Without any it is a failure of the machine.
      if verdict < 0, X509_STORE_CTX_get_error(context) == X509_V_ERR_OUT_OF_MEM {
        collector.add(.policiesBeyondBound)
      } else if verdict != 1 {
        guard !collector.problems.isEmpty else {
          throw CPSError(.cryptographyFailed, ["detail": "X509_verify_cert"], reason: "X509_verify_cert")
        }
        collector.add(.unfinished)
      }
      return PathOutcome(chain: try chain(context, from: certificate), problems: collector.problems)
    }
  }

  private func prepare(_ context: OpaquePointer, purpose: PathPurpose, moment: Timestamp) -> Bool {
    guard let parameters = X509_STORE_CTX_get0_param(context) else { return false }
    X509_VERIFY_PARAM_set_time(parameters, time_t(moment.secondsSince1970))
    X509_VERIFY_PARAM_set_depth(parameters, Int32(Self.maximumIntermediates))
    X509_VERIFY_PARAM_set_auth_level(parameters, rules.securityLevel)
    return X509_VERIFY_PARAM_set_flags(parameters, UInt(rules.flags | checking.flags)) == 1
      && rules.policies?.apply(to: parameters) != false
      && X509_STORE_CTX_set_purpose(context, purpose.identifier) == 1
  }

  private func chain(
    _ context: OpaquePointer, from certificate: Certificate
  ) throws(CPSError) -> [Certificate] {
    guard let stack = X509_STORE_CTX_get0_chain(context) else { return [certificate] }
    var chain: [Certificate] = []
    for index in 0..<cpsauth_X509_stack_count(stack) {
      guard let pointer = cpsauth_X509_stack_value(stack, index) else { continue }
      let member = pointer == certificate.handle.pointer ? certificate : store.member(pointer)
      guard let member else {
        throw CPSError(.cryptographyFailed, ["detail": "chain"], reason: "a certificate from nowhere")
      }
      chain.append(member)
    }
    return chain
  }
}
