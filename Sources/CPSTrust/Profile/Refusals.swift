internal import CPSDiagnostics

/// Every reason against a certificate: the first names the row, all of them stand in its remark.
struct Refusals {
  /// One reason, found by a rule of igc-sante.md section 4.
  struct Reason: Sendable {
    let diagnostic: Diagnostic
    let detail: String
    let rule: Int
  }

  /// The reasons, in the order in which they were found.
  private(set) var reasons: [Reason] = []

  /// Adds a reason found by a rule of igc-sante.md section 4.
  mutating func add(_ diagnostic: Diagnostic, _ detail: String, rule: Int) {
    reasons.append(Reason(diagnostic: diagnostic, detail: detail, rule: rule))
  }

  /// Throws when there is a reason.
  func throwFirst() throws(CPSError) {
    guard let first = reasons.first else { return }
    throw CPSError(
      first.diagnostic, ["detail": first.detail],
      reason: reasons.map { "rule \($0.rule): \($0.detail)" }.joined(separator: "; "))
  }
}
