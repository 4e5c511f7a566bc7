internal import COpenSSL

/// Receives the verdicts of one path validation and lets it go on, so that all reasons are found.
///
/// libcrypto reports the first only: a certificate past its end under an expired list would show the list.
final class PathProblemCollector {
  /// More than a path of six certificates can have; an attack does not fill memory.
  private static let maximumCount = 64

  private(set) var problems: [PathProblem] = []

  /// Makes this object the receiver for `context`, which must not outlive it.
  func attach(to context: OpaquePointer) -> Bool {
    // Slot 0 is the application's own (X509_STORE_CTX_set_app_data).
    guard X509_STORE_CTX_set_ex_data(context, 0, Unmanaged.passUnretained(self).toOpaque()) == 1 else {
      return false
    }
    X509_STORE_CTX_set_verify_cb(context) { isGood, context in
      guard isGood != 1 else { return 1 }
      guard let receiver = X509_STORE_CTX_get_ex_data(context, 0) else { return 0 }
      let collector = Unmanaged<PathProblemCollector>.fromOpaque(receiver).takeUnretainedValue()
      return collector.receive(
        code: X509_STORE_CTX_get_error(context), depth: X509_STORE_CTX_get_error_depth(context))
    }
    return true
  }

  private func receive(code: Int32, depth: Int32) -> Int32 {
    let problem = PathProblem(code: code, depth: Int(depth))
    if !problems.contains(problem) { problems.append(problem) }
    return problems.count < Self.maximumCount ? 1 : 0
  }
}
