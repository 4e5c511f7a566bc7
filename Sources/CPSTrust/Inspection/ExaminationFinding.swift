public import CPSDiagnostics

/// One thing that speaks against a certificate, or that could not be judged.
public struct ExaminationFinding: Sendable {
  /// Where on the way of a certificate it was found (docs/trust.md, "The way of a certificate").
  public enum Step: String, Sendable, Hashable, CaseIterable {
    case reading, issuer, path, revocation, profile, identity, register
  }

  /// What it does.
  public enum Weight: String, Sendable, Hashable, CaseIterable {
    /// It keeps the card out.
    case refusal
    /// It lets the card in, and somebody must look at it.
    case alarm
    /// Nothing was found out here.
    case note
  }

  /// Where it was found.
  public let step: Step
  /// What it does.
  public let weight: Weight
  /// The rule of igc-sante.md section 4; nil where none stands for it.
  public let rule: Int?
  /// The row, and its particulars.
  public let error: CPSError
}
