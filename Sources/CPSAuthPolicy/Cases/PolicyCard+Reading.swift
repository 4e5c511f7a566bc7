internal import CPSAuth
internal import CPSConfiguration
internal import CPSDiagnostics
internal import CPSTrust

extension PolicyCard {
  /// Reads the card of a case.
  ///
  /// - Parameter number: whose it is where the case does not say.
  init(_ reader: inout ConfigurationReader, standing number: String) throws(CPSError) {
    let type: CardType = try reader.required("type").choice()
    let profession = try reader.optional("profession").map { value throws(CPSError) in
      guard let code = ProfessionCode(rawValue: try value.integer(in: 0...999)) else {
        throw value.refusal("0 to 999 is expected")
      }
      return code
    }
    var specialities: [SpecialityCode] = []
    for value in try reader.optional("specialities")?.list() ?? [] {
      guard let code = SpecialityCode(rawValue: try value.string()) else {
        throw value.refusal("not the form of a code of table R01")
      }
      specialities.append(code)
    }
    let person: NationalIdentifier
    if let value = reader.optional("person") {
      person = try value.parsed { text throws(CPSError) in try NationalIdentifier(text) }
    } else {
      person = try NationalIdentifier(number)
    }
    let evidence = try reader.optional("evidence")?.choice(of: Evidence.self)
    self.init(
      type: type, profession: profession, specialities: specialities,
      person: person, evidence: evidence ?? .proof)
  }
}
