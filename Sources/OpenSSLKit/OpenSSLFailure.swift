internal import COpenSSL
internal import CPSDiagnostics

/// Turns OpenSSL's per-thread error queue into one error, and leaves the queue as it was found.
///
/// Nothing of ours is left to the program that links us, nothing of theirs is taken for ours, and nothing of
/// theirs is lost (attack case CA-14): what touches libcrypto stands inside ``apart(_:)``.
enum OpenSSLFailure {
  /// Runs calls into libcrypto on a queue of their own.
  static func apart<Result, Failure>(_ body: () throws(Failure) -> Result) throws(Failure) -> Result {
    // The usual case, which costs two looks at the queue.
    guard ERR_peek_error() != 0 else {
      defer { if ERR_peek_error() != 0 { ERR_clear_error() } }
      return try body()
    }
    let foreign = ForeignErrors.take()
    defer {
      ERR_clear_error()
      foreign.restore()
    }
    return try body()
  }

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
