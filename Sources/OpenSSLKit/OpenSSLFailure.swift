internal import COpenSSL
internal import CPSDiagnostics

/// Turns OpenSSL's per-thread error queue into one error, and leaves the queue empty.
///
/// The queue is drained at every failure, so that nothing of ours is left to the program that links us and
/// nothing of theirs is taken for ours (attack case CA-14).
enum OpenSSLFailure {
  /// The error of a call into libcrypto that failed.
  static func error(_ diagnostic: Diagnostic = .cryptographyFailed, in operation: String) -> CPSError {
    var reasons: [String] = []
    while true {
      let code = ERR_get_error()
      guard code != 0 else { break }
      if reasons.count < 4, let text = ERR_reason_error_string(code) { reasons.append(String(cString: text)) }
    }
    let remark = reasons.isEmpty ? operation : "\(operation): \(reasons.joined(separator: ", "))"
    return CPSError(diagnostic, ["detail": remark], reason: remark)
  }

  /// Empties the queue after a call whose failure is an ordinary answer, such as a signature that is wrong.
  static func forget() { ERR_clear_error() }
}
