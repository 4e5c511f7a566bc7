import CPSDiagnostics
import CPSTrust
import Foundation
import Testing

@Suite struct StructureIdentifierTests {
  /// Test structures of igc-sante.md section 3.1 and of the reference certificates.
  @Test(arguments: [
    ("1760021832", StructureIdentifierKind.finess, "760021832"), ("10B0057881", .finess, "0B0057881"),
    ("318751275100020", .siret, "18751275100020"), ("339172288100052", .siret, "39172288100052"),
    ("300000000077081", .siret, "00000000077081"), ("2187512751", .siren, "187512751"),
    ("499900063480001", .rppsPractice, "99900063480001"), ("00B6087510", .adeliPractice, "0B6087510"),
  ])
  func aStructureIsReadByKindAndNumber(text: String, kind: StructureIdentifierKind, value: String) throws {
    let identifier = try StructureIdentifier(text)
    #expect(identifier.kind == kind)
    #expect(identifier.value == value)
    #expect(identifier.text == text)
    #expect(!identifier.hasDoubtfulKey)
  }

  /// The same digit, another table: neither passes for the other.
  @Test func `rule 26 the digit before a structure is not that before a person`() throws {
    #expect(try StructureIdentifier("339172288100052").kind == .siret)
    #expect(throws: CPSError(.identityInvalid)) { try NationalIdentifier("339172288100052") }
    #expect(try NationalIdentifier("30B0057881/CPET0002").kind == .finessRegister)
    #expect(throws: CPSError(.identityInvalid)) { try StructureIdentifier("30B0057881/CPET0002") }
  }

  /// La Poste has establishments whose numbers fail the check, and letters of FINESS are not understood.
  @Test(arguments: ["318751275100021", "1760021833"])
  func aKeyThatMayBeWrongIsDoubtedAndNotRefused(text: String) throws {
    #expect(try StructureIdentifier(text).hasDoubtfulKey)
  }

  @Test(arguments: [
    "", "1", "5760021832", "8760021832", "176002183", "17600218321", "1760021 32", "176002183é",
    "2187512752", "218751275A", "31875127510002", "3187512751000200", "31875127510002A", "499900063481001",
    "49990006348000", "49990006348000A", "0", "00b6087510", "0012345678901234", "1760021832\u{0}",
    "１760021832", "4999000634800011",
  ])
  func `HC-35 a structure identifier of another form is refused`(text: String) {
    #expect(throws: CPSError(.identityInvalid)) { try StructureIdentifier(text) }
  }

  @Test func codingKeepsTheTextAndChecksIt() throws {
    let json = try JSONEncoder().encode([try StructureIdentifier("1760021832")])
    #expect(String(decoding: json, as: UTF8.self) == #"["1760021832"]"#)
    #expect(throws: CPSError(.identityInvalid)) {
      try JSONDecoder().decode([StructureIdentifier].self, from: Data(#"["2187512752"]"#.utf8))
    }
  }
}
