import CPSAuth
import CPSConfiguration
import CPSDiagnostics
import CPSProof
import CPSTrust

/// How somebody must have come to call a function.
private enum LoginMethod: String, CaseIterable {
  /// With a card and its PIN.
  case card
  /// By the service's own log-in.
  case account
}

extension Policy {
  /// Reads the policy: a version, and for each function how, with which cards and as what one must come.
  init(_ reader: inout ConfigurationReader) throws(CPSError) {
    let version = try reader.required("version")
    let functions = try reader.required("functions")
    var rules: [PolicyRule] = []
    try functions.section { section throws(CPSError) in
      for (key, value) in section.all() { rules.append(try PolicyRule(key, value)) }
    }
    do { try self.init(version: try version.string(), rules: rules) } catch {
      throw functions.refusal(error.reason ?? error.message(in: .english))
    }
  }
}

extension PolicyRule {
  fileprivate init(_ name: String, _ value: ConfigurationValue) throws(CPSError) {
    guard let function = FunctionName(rawValue: name) else { throw value.refusal("malformed function name") }
    let holders = try value.section { section throws(CPSError) in try PolicyHolders(&section) }
    self.init(name: name, effect: .allow, functions: .named([function]), holders: holders)
  }
}

extension PolicyHolders {
  fileprivate init(_ reader: inout ConfigurationReader) throws(CPSError) {
    let method: LoginMethod = try reader.required("method").choice()
    switch method {
    case .account: self = .everyAccount
    case .card: self = .card(try CardCondition(&reader))
    }
  }
}

extension CardCondition {
  fileprivate init(_ reader: inout ConfigurationReader) throws(CPSError) {
    var types: Set<CardType> = []
    for value in try reader.required("cards").list() { types.insert(try value.choice()) }
    var professions: Set<ProfessionCode>?
    if let list = reader.optional("professions") {
      professions = []
      for value in try list.list() {
        guard let code = ProfessionCode(rawValue: try value.integer(in: 0...999)), code.isKnown else {
          throw value.refusal("not a profession of table G15")
        }
        professions?.insert(code)
      }
    }
    var specialities: Set<SpecialityCode>?
    if let list = reader.optional("specialities") {
      specialities = []
      for value in try list.list() {
        guard let code = SpecialityCode(rawValue: try value.string()), code.isKnown else {
          throw value.refusal("not a code of table R01")
        }
        specialities?.insert(code)
      }
    }
    self.init(types: types, professions: professions, specialities: specialities)
  }
}
