public import CPSAuth
public import CPSPrimitives
public import CPSProof
internal import CPSTrust

/// What the moments in a policy come to: which rules have ended, and from when on a function is open to nobody.
public struct PolicyOutlook: Sendable, Hashable {
  /// A time in which no rule opens a function that the policy opens at some other time.
  public struct Closure: Sendable, Hashable {
    /// The function.
    public let function: FunctionName
    /// When it begins; the moment that was asked about where it is closed already.
    public let from: Timestamp
    /// When some rule opens the function again; nil for never.
    public let until: Timestamp?
  }

  /// The names of the rules that have ended, in the order of the policy.
  public let ended: [String]
  /// When functions are open to nobody, by function and time.
  public let closures: [Closure]
  /// The functions that some rule opens by delegation and no rule to professionals, so that nobody can lend them, in
  /// lexicographic order.
  public let unlendable: [FunctionName]

  /// The outlook from a moment on.
  public init(of policy: Policy, from moment: Timestamp) {
    ended = policy.rules.filter { rule in rule.period.until.map { $0 <= moment } ?? false }.map(\.name)
    let edges = policy.rules.flatMap { rule in [rule.period.from, rule.period.until].compactMap(\.self) }
    let moments = [moment] + Set(edges.filter { $0 > moment }).sorted()
    let functions = policy.rules.reduce(into: Set<FunctionName>()) { functions, rule in
      guard rule.effect == .allow, case .named(let names) = rule.functions else { return }
      functions.formUnion(names)
    }
    unlendable = functions.filter { policy.isDelegated($0) && !Self.isLendable($0, in: policy) }
      .sorted { $0.rawValue < $1.rawValue }
    closures = functions.sorted { $0.rawValue < $1.rawValue }.flatMap { function in
      Self.closures(of: function, in: policy, at: moments)
    }
  }

  private static func closures(
    of function: FunctionName, in policy: Policy, at moments: [Timestamp]
  ) -> [Closure] {
    var closures: [Closure] = []
    var beginning: Timestamp?
    for moment in moments {
      switch (isOpen(function, in: policy, at: moment), beginning) {
      case (false, nil): beginning = moment
      case (true, let begun?):
        closures.append(Closure(function: function, from: begun, until: moment))
        beginning = nil
      case (true, nil), (false, _?): break
      }
    }
    if let beginning { closures.append(Closure(function: function, from: beginning, until: nil)) }
    return closures
  }

  /// Whether a rule opens the function to professionals, at whatever time.
  private static func isLendable(_ function: FunctionName, in policy: Policy) -> Bool {
    policy.rules.contains { rule in
      guard rule.effect == .allow, !rule.isBreakGlass, !rule.isDelegated,
        case .named(let names) = rule.functions, case .card(let condition) = rule.holders
      else { return false }
      return names.contains(function) && !condition.types.allSatisfy(\.isOfStaff)
    }
  }

  /// Whether a rule opens the function to somebody, and none closes it to everybody.
  private static func isOpen(_ function: FunctionName, in policy: Policy, at moment: Timestamp) -> Bool {
    let speaking = policy.rules.filter { rule in
      guard rule.period.contains(moment) else { return false }
      guard case .named(let names) = rule.functions else { return true }
      return names.contains(function)
    }
    return speaking.contains { $0.effect == .allow }
      && !speaking.contains { $0.effect == .forbid && $0.holders == .everyone }
  }
}
