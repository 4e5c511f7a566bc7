/// What a register says about a person's right to practise.
///
/// A valid card may outlive that right by hours or days (igc-sante.md section 4, rule 27).
public enum RegisterAnswer: Sendable, Hashable, Codable {
  /// No register is configured; visible in every decision.
  case notConfigured
  /// The register that is configured does not speak about numbers of this kind.
  case notCovered
  /// The person may practise.
  case mayPractise
  /// The person may not, with the register's reason.
  case mayNotPractise(reason: String)
}
