internal import CPSDiagnostics
internal import CPSPrimitives
internal import OpenSSLKit

/// The one path that leads from cards of a family to its root: leaf, issuing authority, root.
///
/// Intermediates are the pinned ones; what a client sends beside its certificate is never looked at, so that
/// neither many nor looping authorities cost anything (rule 5; attack cases HN-15, HN-16).
struct CardPath: Sendable {
  let issuer: Authority
  private let root: Authority
  private let validator: PathValidator

  /// The path of a family; nil when its authorities are not among the anchors.
  init?(_ family: CertificateFamily, in anchors: TrustAnchors) throws(CPSError) {
    guard let root = anchors.authority(family, .root), let issuer = anchors.authority(family, .persons) else {
      return nil
    }
    self.root = root
    self.issuer = issuer
    // Revocation is judged by the RevocationBook, which refuses lists that libcrypto would take.
    validator = try PathValidator(
      anchors: [root.certificate], intermediates: [issuer.certificate], revocationLists: [],
      checking: .notChecked)
  }

  /// Holds a certificate that names ``issuer`` against RFC 5280, clause 6, at `moment`.
  ///
  /// Usages are left to the profile, which has rows of its own for them.
  ///
  /// - Throws: ``Diagnostic/anchorUnknown``, ``Diagnostic/certificateExpired``,
  ///   ``Diagnostic/certificateNotYetValid`` or ``Diagnostic/pathInvalid``.
  func validate(_ certificate: Certificate, at moment: Timestamp) throws(CPSError) {
    let outcome = try outcome(for: certificate, at: moment)
    guard outcome.isValid else { throw Self.error(for: outcome.problems) }
    guard outcome.chain == [certificate, issuer.certificate, root.certificate] else {
      throw CPSError(
        .pathInvalid, ["detail": "path of another length"], reason: "depth \(outcome.chain.count)")
    }
  }

  /// What path validation says, with every problem.
  func outcome(for certificate: Certificate, at moment: Timestamp) throws(CPSError) -> PathOutcome {
    try validator.validate(certificate, purpose: .any, at: moment)
  }

  /// One error for all problems: a wrong signature outweighs a date, since it makes the date nobody's word.
  static func error(for problems: [PathProblem]) -> CPSError {
    let remark = problems.map { "\($0.text) at depth \($0.depth)" }.joined(separator: "; ")
    let row: Diagnostic =
      if problems.contains(where: { $0.kind == .issuerUnknown || $0.kind == .signature }) {
        .anchorUnknown
      } else if problems.allSatisfy({ $0.kind == .expired && $0.depth == 0 }) {
        .certificateExpired
      } else if problems.allSatisfy({ $0.kind == .notYetValid && $0.depth == 0 }) {
        .certificateNotYetValid
      } else {
        .pathInvalid
      }
    return CPSError(row, ["detail": problems.first?.text ?? ""], reason: remark)
  }
}
