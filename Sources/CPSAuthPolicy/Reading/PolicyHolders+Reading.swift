internal import CPSAuth
internal import CPSConfiguration
internal import CPSDiagnostics
internal import CPSTrust

extension PolicyHolders {
  /// Reads `method`, and what goes with it.
  init(_ reader: inout ConfigurationReader) throws(CPSError) {
    let method: LoginMethod = try reader.required("method").choice()
    switch method {
    case .any: self = .everyone
    case .card:
      let evidence = try reader.optional("evidence")?.set { value throws(CPSError) -> Evidence in
        try value.choice()
      }
      self = .card(try CardCondition(&reader, evidence: evidence ?? [.proof]))
    case .account:
      let names = try reader.optional("accounts")?.set { value throws(CPSError) in
        try value.parsed { text throws(CPSError) in try AccountName(text) }
      }
      self = names.map(PolicyHolders.accounts) ?? .everyAccount
    }
  }
}

extension CardCondition {
  /// Reads which cards.
  init(_ reader: inout ConfigurationReader, evidence: Set<Evidence>) throws(CPSError) {
    let types = try reader.required("cards").set { value throws(CPSError) -> CardType in
      try value.choice()
    }
    let professions = try reader.optional("professions")?.set { value throws(CPSError) in
      guard let code = ProfessionCode(rawValue: try value.integer(in: 0...999)), code.isKnown else {
        throw value.refusal("not a profession of table G15")
      }
      return code
    }
    let specialities = try reader.optional("specialities")?.set { value throws(CPSError) in
      guard let code = SpecialityCode(rawValue: try value.string()), code.isKnown else {
        throw value.refusal("not a code of table R01")
      }
      return code
    }
    let persons = try reader.optional("persons")?.set { value throws(CPSError) in
      try value.parsed { text throws(CPSError) in try NationalIdentifier(text) }
    }
    self.init(
      types: types, professions: professions, specialities: specialities, evidence: evidence,
      persons: persons)
  }
}
