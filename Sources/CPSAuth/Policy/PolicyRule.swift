/// One sentence of a policy: whom it allows, or forbids, which functions, and on what terms.
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
  /// What it asks for beside; nothing for a rule that forbids.
  public let demands: PolicyDemands
  /// Whether it opens only to those who declare an emergency, and is reviewed afterwards.
  public let isBreakGlass: Bool
  /// The paces that hold where the rule allows.
  public let quotas: [PolicyQuota]
  /// Whether it opens only by a delegation (``PolicyDelegation``): to staff, for somebody whom the policy opens the same
  /// function to.
  public let isDelegated: Bool
  /// When it holds.
  public let period: RulePeriod

  /// A rule.
  public init(
    name: String, effect: Effect, functions: PolicyFunctions, holders: PolicyHolders,
    demands: PolicyDemands = .none, isBreakGlass: Bool = false, quotas: [PolicyQuota] = [],
    isDelegated: Bool = false, period: RulePeriod = .always
  ) {
    self.name = name
    self.effect = effect
    self.functions = functions
    self.holders = holders
    self.demands = demands
    self.isBreakGlass = isBreakGlass
    self.quotas = quotas
    self.isDelegated = isDelegated
    self.period = period
  }
}
