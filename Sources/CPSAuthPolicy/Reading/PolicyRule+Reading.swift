internal import CPSAuth
internal import CPSConfiguration
internal import CPSDiagnostics
internal import CPSProof

extension PolicyRule {
  /// Reads what stands behind a rule's name.
  init(
    _ name: String, _ value: ConfigurationValue, knowing known: Set<FunctionName>?
  ) throws(CPSError) {
    self = try value.section { reader throws(CPSError) in
      let (effect, functions) = try Self.functions(&reader, value, known)
      let holders = try PolicyHolders(&reader)
      let demands = try PolicyDemands(&reader)
      let isBreakGlass = try reader.optional("break-glass")?.boolean() ?? false
      let isDelegated = try reader.optional("delegated")?.boolean() ?? false
      var quotas: [PolicyQuota] = []
      for quota in try reader.optional("quotas")?.list() ?? [] {
        quotas.append(
          try quota.section { section throws(CPSError) in try PolicyQuota(&section) })
      }
      let period = RulePeriod(
        from: try reader.optional("from")?.moment(), until: try reader.optional("until")?.moment())
      return PolicyRule(
        name: name, effect: effect, functions: functions, holders: holders, demands: demands,
        isBreakGlass: isBreakGlass, quotas: quotas, isDelegated: isDelegated, period: period)
    }
  }

  /// Reads `allow` or `forbid`, which exclude each other.
  private static func functions(
    _ reader: inout ConfigurationReader, _ rule: ConfigurationValue, _ known: Set<FunctionName>?
  ) throws(CPSError) -> (Effect, PolicyFunctions) {
    switch (reader.optional("allow"), reader.optional("forbid")) {
    case (let allow?, nil): return (.allow, .named(try names(allow, known)))
    case (nil, let forbid?):
      if (try? forbid.string()) == "every" { return (.forbid, .every) }
      return (.forbid, .named(try names(forbid, known)))
    case (_?, _?): throw rule.refusal("allow and forbid exclude each other")
    case (nil, nil): throw rule.refusal("allow or forbid is missing")
    }
  }

  private static func names(
    _ value: ConfigurationValue, _ known: Set<FunctionName>?
  ) throws(CPSError) -> Set<FunctionName> {
    try value.set { element throws(CPSError) in
      guard let name = FunctionName(rawValue: try element.string()) else {
        throw element.refusal("malformed function name")
      }
      guard known?.contains(name) ?? true else {
        throw element.refusal("this service has no function \(name.rawValue)")
      }
      return name
    }
  }
}
