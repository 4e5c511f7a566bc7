internal import COpenSSL
internal import CPSPrimitives

/// Receives the verdicts of one path validation and lets it go on, so that all reasons are found.
///
/// libcrypto reports the first only: a certificate past its end under an expired list would show the list.
final class PathProblemCollector {
  /// More than a path of six certificates can have; an attack does not fill memory.
  private static let maximumCount = 64

  private(set) var problems: [PathProblem] = []

  private let rules: PathRules
  private let moment: Timestamp

  init(rules: PathRules, moment: Timestamp) {
    self.rules = rules
    self.moment = moment
  }

  /// Makes this object the receiver for `context`, which must not outlive it.
  func attach(to context: OpaquePointer) -> Bool {
    // Slot 0 is the application's own (X509_STORE_CTX_set_app_data).
    guard X509_STORE_CTX_set_ex_data(context, 0, Unmanaged.passUnretained(self).toOpaque()) == 1 else {
      return false
    }
    X509_STORE_CTX_set_verify_cb(context) { isGood, context in
      guard isGood != 1 else { return 1 }
      guard let context, let receiver = X509_STORE_CTX_get_ex_data(context.outermost, 0) else { return 0 }
      return Unmanaged<PathProblemCollector>.fromOpaque(receiver).takeUnretainedValue().receive(context)
    }
    return true
  }

  /// Adds a problem, each once.
  func add(_ problem: PathProblem) {
    if !problems.contains(problem) { problems.append(problem) }
  }

  private func receive(_ context: OpaquePointer) -> Int32 {
    let code = X509_STORE_CTX_get_error(context)
    let depth = X509_STORE_CTX_get_error_depth(context)
    if isTolerated(code, at: depth, in: context) { return 1 }
    // The path of a list's signer is another path: what is wrong there is reported as the list's fault.
    guard X509_STORE_CTX_get0_parent_ctx(context) == nil else { return 0 }
    add(PathProblem(code: code, depth: Int(depth)))
    return problems.count < Self.maximumCount ? 1 : 0
  }

  private func isTolerated(_ code: Int32, at depth: Int32, in context: OpaquePointer) -> Bool {
    switch code {
    case X509_V_ERR_CA_BCONS_NOT_CRITICAL: rules.toleratesUncriticalConstraints
    case X509_V_ERR_CERT_HAS_EXPIRED: rules.includesLastSecond && isLastSecond(in: context)
    default: !rules.needsListOfAnchor && isAnchor(depth, in: context) && isAboutLists(code)
    }
  }

  /// Whether it says no more than that no usable list was found.
  private func isAboutLists(_ code: Int32) -> Bool {
    let kind = PathProblem(code: code, depth: 0).kind
    return kind == .revocationListMissing || kind == .revocationListExpired
  }

  private func isAnchor(_ depth: Int32, in context: OpaquePointer) -> Bool {
    guard depth > 0, let chain = X509_STORE_CTX_get0_chain(context) else { return false }
    return depth == cpsauth_X509_stack_count(chain) - 1
  }

  private func isLastSecond(in context: OpaquePointer) -> Bool {
    guard let certificate = X509_STORE_CTX_get_current_cert(context),
      let end = X509_get0_notAfter(certificate)
    else { return false }
    return ASN1_TIME_cmp_time_t(end, time_t(moment.secondsSince1970)) == 0
  }
}

extension OpaquePointer {
  /// The context in which a validation was begun: libcrypto makes others for the signers of lists.
  fileprivate var outermost: OpaquePointer {
    var context = self
    while let parent = X509_STORE_CTX_get0_parent_ctx(context) { context = parent }
    return context
  }
}
