import CPSDiagnostics
import CPSTrust
import Foundation
import Testing

@Suite struct NationalIdentifierTests {
  /// Test identities of igc-sante.md sections 1.4 and 3.1.
  @Test(arguments: ["899900063480", "899700041983", "899900038839"])
  func anRPPSNumberIsRead(text: String) throws {
    let identifier = try NationalIdentifier(text)
    #expect(identifier.kind == .rpps)
    #expect(identifier.value == String(text.dropFirst()))
    #expect(identifier.text == text)
  }

  @Test(arguments: ["00B6087510", "02A1234567", "0751234567"])
  func anADELINumberMayBearALetter(text: String) throws {
    let identifier = try NationalIdentifier(text)
    #expect(identifier.kind == .adeli)
    #expect(identifier.text == text)
  }

  @Test func staffIsNamedByEstablishmentAndRegister() throws {
    let identifier = try NationalIdentifier("30B0057881/CPET0002")
    #expect(identifier.kind == .finessRegister)
    #expect(identifier.value == "0B0057881/CPET0002")
  }

  /// Every single-digit error changes the Luhn sum.
  @Test(arguments: 0..<11)
  func `HC-35 one wrong digit of an RPPS number is refused`(position: Int) {
    var digits = Array("99900063480".utf8)
    digits[position] = digits[position] == 0x39 ? 0x30 : digits[position] + 1
    let text = "8" + String(decoding: digits, as: UTF8.self)
    #expect(throws: CPSError(.identityInvalid)) { try NationalIdentifier(text) }
  }

  @Test(arguments: [
    "", "8", "8999000634800", "89990006348", "8９９９０００６３４８０", "8 99900063480", "8.99900063480",
    "99900063480\u{0}", "810000000001", "800000000001", "7123456789", "0", "00b6087510", "00B608751",
    "00B60875101", "0/B6087510", "3", "3/A", "3A/", "30B/0057881/CPE", "30B0057881 CPET", "ANS20231122132732",
    "3AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
  ])
  func `HC-35 any other form is refused`(text: String) {
    #expect(throws: CPSError(.identityInvalid)) { try NationalIdentifier(text) }
  }

  @Test func codingKeepsTheTextAndChecksIt() throws {
    let identifier = try NationalIdentifier("899900063480")
    let json = try JSONEncoder().encode([identifier])
    #expect(String(decoding: json, as: UTF8.self) == #"["899900063480"]"#)
    #expect(try JSONDecoder().decode([NationalIdentifier].self, from: json) == [identifier])
    #expect(throws: CPSError(.identityInvalid)) {
      try JSONDecoder().decode([NationalIdentifier].self, from: Data(#"["899900063481"]"#.utf8))
    }
  }
}
