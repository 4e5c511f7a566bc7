import CPSDiagnostics
import CPSTrust
import Foundation
import Testing

@Suite struct CodeTests {
  @Test func the29ProfessionsOfTheDictionaryAreKnownInBothLanguages() {
    let known = (0...999).compactMap(ProfessionCode.init(rawValue:)).filter(\.isKnown)
    #expect(known.count == 29)
    for code in known {
      #expect(code.label?.french.isEmpty == false)
      #expect(code.label?.english.isEmpty == false)
    }
    #expect(ProfessionCode.physician.label?[.french] == "Médecin")
    #expect(ProfessionCode.pharmacist.label?[.english] == "Pharmacist")
    let named: [ProfessionCode] = [.physician, .pharmacist, .dentist, .midwife, .nurse, .physiotherapist]
    for code in named { #expect(code.isKnown) }
  }

  @Test func aCodeThatIsNotInTheTableIsHeldButNotKnown() throws {
    let code = try #require(ProfessionCode(rawValue: 11))
    #expect(!code.isKnown)
    #expect(code.label == nil)
    #expect(code.text == "11")
  }

  @Test(arguments: [-1, 1_000, Int.max, Int.min])
  func aProfessionCodeOutsideItsRangeIsNone(value: Int) {
    #expect(ProfessionCode(rawValue: value) == nil)
  }

  @Test(arguments: [#"["010"]"#, #"["+10"]"#, #"["1000"]"#, #"[10]"#, #"["x"]"#])
  func aProfessionCodeHasOneSpelling(json: String) {
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([ProfessionCode].self, from: Data(json.utf8))
    }
  }

  @Test func `a speciality or a sector that is not in its table is held but not known`() throws {
    let speciality = try #require(SpecialityCode(rawValue: "SM99"))
    #expect(!speciality.isKnown)
    #expect(speciality.label == nil)
    #expect(
      try #require(SpecialityCode(rawValue: "SM26")).label?[.english] == "Qualified in general practice (SM)")
    let sector = try #require(SectorCode(rawValue: "SA64"))
    #expect(!sector.isKnown)
    #expect(try #require(SectorCode(rawValue: "SA07")).label?[.english] == "Solo practice")
  }

  @Test(arguments: ["", "SA", "SA7", "SA007", "sa07", "SB07", "SA0A", "SA0\u{0}", "ＳA07"])
  func aSectorCodeOfAnotherFormIsNone(text: String) {
    #expect(SectorCode(rawValue: text) == nil)
  }

  @Test(arguments: ["SM26", "C01", "CAPA01", "DSM201"])
  func aSpecialityCodeIsRead(text: String) {
    #expect(SpecialityCode(rawValue: text)?.rawValue == text)
  }

  @Test(arguments: ["", "sm26", "SM 26", "SM26\u{0}", "ABCDEFGHI", "ＳＭ26"])
  func aSpecialityCodeOfAnotherFormIsNone(text: String) {
    #expect(SpecialityCode(rawValue: text) == nil)
  }

  @Test func anIdentityIsWrittenAsTheProtocolSays() throws {
    let identity = ProfessionalIdentity(
      nationalIdentifier: try NationalIdentifier("899900063480"), familyName: "LIBRE", givenName: "MAX",
      profession: .physician, specialities: [try #require(SpecialityCode(rawValue: "SM26"))])
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let json = try encoder.encode(identity)
    #expect(
      String(decoding: json, as: UTF8.self)
        == #"{"family_name":"LIBRE","given_name":"MAX","national_id":"899900063480","profession":"10","specialities":["SM26"]}"#
    )
    #expect(try JSONDecoder().decode(ProfessionalIdentity.self, from: json) == identity)
  }
}
