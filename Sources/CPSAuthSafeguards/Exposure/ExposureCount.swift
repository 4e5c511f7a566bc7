public import CPSAuth
public import CPSProof

/// The gated function that counts whom acts exposed; open to those whom the policy names, like every other.
///
/// Its answer names nobody: who they are opens with the key of an officer alone (``ExposureList``).
public enum ExposureCount: GatedFunction {
  /// Whose acts, and of which time.
  public typealias Subject = ExposureScope
  /// How many people.
  public typealias Answer = ExposureSummary

  /// The name in policy, protocol and audit.
  public static let name: FunctionName = "exposure.count"

  /// That people are concerned.
  public static func disclosed(by answer: ExposureSummary) -> Set<String> {
    answer.persons == 0 ? [] : ["count"]
  }
}
