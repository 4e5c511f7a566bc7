internal import CPSAuth
internal import CPSAuthPolicy
internal import CPSAuthSafeguards
internal import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof

/// What a policy opens and closes, function by function.
struct PolicyLine: Encodable, Sendable {
  /// One function, with the rules that speak about it.
  struct Function: Encodable, Sendable {
    let name: String
    let openedBy: [String]
    let closedBy: [String]

    enum CodingKeys: String, CodingKey {
      case name
      case openedBy = "opened_by"
      case closedBy = "closed_by"
    }
  }

  /// A rule with a beginning or an end.
  struct Period: Encodable, Sendable {
    let rule: String
    let from: String?
    let until: String?
    let ended: Bool
  }

  /// A time in which a function is open to nobody.
  struct Closure: Encodable, Sendable {
    let name: String
    let from: String
    let until: String?
  }

  let version: String
  let sha256: String
  let ruleCount: Int
  let functions: [Function]
  /// The rules that close every function to somebody.
  let closingEverything: [String]
  /// The rules that do not hold at all times.
  let periods: [Period]
  /// When functions are open to nobody.
  let closures: [Closure]
  /// The functions that are lent by rules and open to nobody who could lend them.
  let unlendable: [String]

  enum CodingKeys: String, CodingKey {
    case version, sha256, functions, periods
    case closures = "open_to_nobody"
    case unlendable = "lent_by_nobody"
    case ruleCount = "rules"
    case closingEverything = "closing_everything"
  }

  init(_ file: PolicyFile, from moment: Timestamp) {
    version = file.policy.version
    sha256 = Hexadecimal.encode(file.sha256)
    ruleCount = file.policy.rules.count
    var opened: [String: [String]] = [:]
    var closed: [String: [String]] = [:]
    var everything: [String] = []
    for rule in file.policy.rules {
      guard case .named(let names) = rule.functions else {
        everything.append(rule.name)
        continue
      }
      for name in names.map(\.rawValue) {
        switch rule.effect {
        case .allow: opened[name, default: []].append(rule.name)
        case .forbid: closed[name, default: []].append(rule.name)
        }
      }
    }
    functions = Set(opened.keys).union(closed.keys).sorted().map { name in
      Function(name: name, openedBy: opened[name] ?? [], closedBy: closed[name] ?? [])
    }
    closingEverything = everything
    let outlook = PolicyOutlook(of: file.policy, from: moment)
    periods = file.policy.rules.filter { $0.period != .always }.map { rule in
      Period(
        rule: rule.name, from: rule.period.from?.rfc3339, until: rule.period.until?.rfc3339,
        ended: outlook.ended.contains(rule.name))
    }
    unlendable = outlook.unlendable.map(\.rawValue)
    closures = outlook.closures.map { closure in
      Closure(
        name: closure.function.rawValue, from: closure.from.rfc3339, until: closure.until?.rfc3339)
    }
  }

  func texts(in language: Language) -> [String] {
    let head = Bilingual(
      fr: "Politique {version} : {count} règles, bien formée",
      en: "Policy {version}: {count} rules, well formed"
    ).filled(in: language, with: ["version": version, "count": String(ruleCount)])
    let opened = Bilingual(fr: "  {name} : ouverte par {rules}", en: "  {name}: opened by {rules}")
    let closed = Bilingual(fr: "  {name} : fermée par {rules}", en: "  {name}: closed by {rules}")
    var lines = [head]
    for function in functions {
      for (text, rules) in [(opened, function.openedBy), (closed, function.closedBy)] where !rules.isEmpty {
        lines.append(
          text.filled(
            in: language, with: ["name": function.name, "rules": rules.joined(separator: ", ")]))
      }
    }
    if !closingEverything.isEmpty {
      lines.append(
        Bilingual(fr: "  toute fonction : fermée par {rules}", en: "  every function: closed by {rules}")
          .filled(in: language, with: ["rules": closingEverything.joined(separator: ", ")]))
    }
    return lines + periods.map { $0.text(in: language) } + closures.map { $0.text(in: language) }
      + unlendable.map { name in
        Bilingual(
          fr: "  attention : {name} est déléguée, et n’est ouverte à aucun professionnel",
          en: "  warning: {name} is lent by delegation, and open to no professional"
        ).filled(in: language, with: ["name": name])
      }
  }
}
