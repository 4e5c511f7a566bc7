import CPSAuth
import CPSAuthSafeguards
import CPSDiagnostics
import CPSTrust
import InfopatientDemonstration

/// What the service opens to whom, under the measures of an act.
enum ReplayPolicy {
  /// How many people a card may be asked about in 24 hours: the quota of one window that the acts behind a card are
  /// held against.
  static let peopleADay = 200

  /// The national identifier on the staff card of the fixtures.
  private static let secretary = "30B0999999/CPE0001"
  /// Professionals with a card of their own.
  private static let professionals = PolicyHolders.card(
    CardCondition(types: [.cps], professions: [.physician, .pharmacist]))

  /// The policy of a service with these measures.
  static func policy(under measures: Set<Measure>) throws(CPSError) -> Policy {
    let quotas = measures.contains(.robots) ? quotas : []
    let lookup = PolicyFunctions.named([InfopatientLookup.name])
    var rules = [
      PolicyRule(
        name: "physicians and pharmacists", effect: .allow, functions: lookup, holders: professionals,
        quotas: quotas)
    ]
    if measures.contains(.delegation) {
      rules.append(
        PolicyRule(
          name: "delegated staff", effect: .allow, functions: lookup,
          holders: .card(CardCondition(types: [.cpe], professions: nil)), quotas: quotas, isDelegated: true))
      rules.append(
        PolicyRule(
          name: "delegators", effect: .allow, functions: .named([DelegationDeclaration.name]),
          holders: professionals))
    } else {
      // Before delegations were declared, whoever worked in a practice used what the practice had.
      rules.append(
        PolicyRule(
          name: "staff", effect: .allow, functions: lookup,
          holders: .card(
            CardCondition(types: [.cpe], professions: nil, persons: [try NationalIdentifier(secretary)])),
          quotas: quotas))
    }
    if measures.contains(.telephone) { rules.append(try helpDesk()) }
    if !measures.contains(.card) {
      rules.append(
        PolicyRule(
          name: "every account", effect: .allow, functions: lookup, holders: .everyAccount, quotas: quotas))
    }
    return try Policy(version: "replay", rules: rules)
  }

  /// The agents who confirm callers.
  private static func helpDesk() throws(CPSError) -> PolicyRule {
    var agents: Set<AccountName> = []
    for credential in AccountCredential.agents { agents.insert(try AccountName(credential.account)) }
    return PolicyRule(
      name: "help desk", effect: .allow, functions: .named([TelephoneCheck.name]), holders: .accounts(agents))
  }

  /// The quotas of docs/examples/policy.yaml, and a pace by the minute that no hand reaches.
  private static let quotas = [
    PolicyQuota(
      name: "look-ups-a-minute", counts: .requests, per: [.person, .card], window: .seconds(60), limit: 12,
      beyond: .refuse),
    PolicyQuota(
      name: "people-an-hour", counts: .subjects, per: [.person, .card], window: .seconds(3_600), limit: 30,
      beyond: .stepUp),
    PolicyQuota(
      name: "people-a-day", counts: .subjects, per: [.person, .card], window: .seconds(86_400),
      limit: peopleADay, beyond: .refuse),
    PolicyQuota(
      name: "numbers-of-nobody", counts: .unknown, per: [.person, .workstation], window: .seconds(3_600),
      limit: 10, beyond: .refuse),
  ]
}
