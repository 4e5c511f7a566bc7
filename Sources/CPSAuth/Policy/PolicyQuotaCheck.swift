internal import CPSDiagnostics

/// Refuses quotas that bound nothing, or are not what they seem to be.
enum PolicyQuotaCheck {
  /// Checks the quotas of all rules of a policy together.
  static func check(_ rules: [PolicyRule]) throws(CPSError) {
    var known: [String: PolicyQuota] = [:]
    for rule in rules {
      var names: Set<String> = []
      for quota in rule.quotas {
        func refuse(_ detail: String) -> CPSError {
          Policy.refusal("policy rule \(rule.name), quota \(quota.name)", detail)
        }
        guard rule.effect == .allow else { throw refuse("a rule that forbids") }
        guard Policy.isName(quota.name), names.insert(quota.name).inserted else {
          throw refuse("name missing or repeated")
        }
        guard known.updateValue(quota, forKey: quota.name) ?? quota == quota else {
          throw refuse("another quota bears this name")
        }
        if let detail = fault(of: quota) { throw refuse(detail) }
      }
    }
  }

  private static func fault(of quota: PolicyQuota) -> String? {
    guard !quota.per.isEmpty else { return "no dimension" }
    guard PolicyQuota.windowRange.contains(quota.window) else { return "window 1 s to 31 days" }
    guard PolicyQuota.limitRange.contains(quota.limit) else { return "limit 1 to 1,000,000" }
    guard quota.counts != .networks || !quota.per.contains(.network) else {
      return "networks of one network"
    }
    return nil
  }
}
