/// Which inferred rules refuse rather than alarm.
public struct ProfileStrictness: Sendable, Hashable {
  /// The rules that refuse.
  public let refusing: Set<InferredRule>

  /// Every inferred rule alarms: until real cards have been seen.
  public static let standard = ProfileStrictness(refusing: [])
  /// Every inferred rule refuses.
  public static let hardened = ProfileStrictness(refusing: Set(InferredRule.allCases))

  /// These rules refuse.
  public init(refusing: Set<InferredRule>) { self.refusing = refusing }
}
