import CPSAuth
import CPSProof
import CPSTrust

/// The look-up of the demonstration, as tests see it.
enum Lookup: GatedFunction {
  static let name: FunctionName = "infopatient.lookup"
  typealias Subject = NIR
  static func disclosed(by answer: String?) -> Set<String> { answer == nil ? [] : ["rights", "identity"] }
}

enum TestPolicy {
  static let functions = PolicyFunctions.named([Lookup.name])

  static func standard() throws -> Policy {
    try Policy(version: "2026-11-21", rules: [physicians])
  }

  static let physicians = PolicyRule(
    name: "physicians", effect: .allow, functions: functions,
    holders: .card(CardCondition(types: [.cps], professions: [.physician, .pharmacist])))
}
