public import CPSProof

/// The gated function that shows which sessions live; open to those whom the policy names, like every other.
public enum SessionInspection: GatedFunction {
  /// Which sessions.
  public typealias Subject = SessionSelector

  /// The name in policy, protocol and audit.
  public static let name: FunctionName = "sessions.list"

  /// That somebody is there, and where.
  public static func disclosed(by answer: SessionListing) -> Set<String> {
    answer.sessions.isEmpty ? [] : ["sessions"]
  }
}
