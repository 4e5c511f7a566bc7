/// One sentence of a policy: whom it allows, or forbids, which functions.
public struct PolicyRule: Sendable, Hashable {
  /// What a rule does where it applies.
  public enum Effect: String, Sendable, Hashable, CaseIterable {
    /// Opens, unless another rule forbids.
    case allow
    /// Closes, whatever other rules allow.
    case forbid
  }

  /// The rule's name, which every decision cites.
  public let name: String
  /// What it does.
  public let effect: Effect
  /// For which functions.
  public let functions: PolicyFunctions
  /// To whom.
  public let holders: PolicyHolders
  /// The paces that hold where the rule allows.
  public let quotas: [PolicyQuota]

  /// A rule.
  public init(
    name: String, effect: Effect, functions: PolicyFunctions, holders: PolicyHolders,
    quotas: [PolicyQuota] = []
  ) {
    self.name = name
    self.effect = effect
    self.functions = functions
    self.holders = holders
    self.quotas = quotas
  }
}
