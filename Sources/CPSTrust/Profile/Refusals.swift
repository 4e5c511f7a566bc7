internal import CPSDiagnostics

/// Every reason against a certificate: the first names the row, all of them stand in its remark.
struct Refusals {
  private var first: (diagnostic: Diagnostic, detail: String)?
  private var remarks: [String] = []

  /// Adds a reason found by a rule of igc-sante.md section 4.
  mutating func add(_ diagnostic: Diagnostic, _ detail: String, rule: Int) {
    first = first ?? (diagnostic, detail)
    remarks.append("rule \(rule): \(detail)")
  }

  /// Throws when there is a reason.
  func throwFirst() throws(CPSError) {
    guard let first else { return }
    throw CPSError(
      first.diagnostic, ["detail": first.detail], reason: remarks.joined(separator: "; "))
  }
}
