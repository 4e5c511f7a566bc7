import CPSDiagnostics
import CPSPrimitives
import CPSTrust
import Foundation
import OpenSSLKit
import Testing

/// The code tables of the product against the official dictionary, version 02.18 of 28 February 2020.
@Suite(
  .enabled(if: SharedData.isPresent, "the reference data ../shared/data is not beside this checkout"))
struct OfficialDictionaryTests {
  private let dictionary: OfficialDictionary

  init() throws { dictionary = try OfficialDictionary() }

  @Test func theDictionaryIsWhole() throws {
    let digest = Hexadecimal.encode(try Digest.sha1(dictionary.checkedBytes)).uppercased()
    #expect(dictionary.table("G999")["Checksum"] == "SHA-1 : \(digest)")
    #expect(dictionary.table("G999")["Version"] == "Version : 02.18 - 28/02/2020")
  }

  @Test func professionsAreThoseOfTableG15() {
    let known = (0...999).compactMap(ProfessionCode.init(rawValue:)).filter(\.isKnown)
    expect(known.map { ($0.text, $0.label?.french) }, are: "G15", count: 29)
  }

  /// Every code of the form that the table's codes have, and no other.
  @Test func specialitiesAreThoseOfTableR01() {
    let prefixes = ["C", "CAPA", "CEX", "DSM", "PAC", "SCD", "SCH", "SI", "SM"]
    let texts = prefixes.flatMap { prefix in
      (0..<100).map { prefix + String(format: "%02d", $0) } + (100..<1_000).map { "\(prefix)\($0)" }
    }
    let known = texts.compactMap(SpecialityCode.init(rawValue:)).filter(\.isKnown)
    expect(known.map { ($0.rawValue, $0.label?.french) }, are: "R01", count: 244)
  }

  @Test func sectorsAreThoseOfTableR02() {
    let known = (0..<100).compactMap { SectorCode(rawValue: "SA" + String(format: "%02d", $0)) }
      .filter(\.isKnown)
    expect(known.map { ($0.rawValue, $0.label?.french) }, are: "R02", count: 63)
  }

  @Test func categoriesAreThoseOfTableG01() {
    expect(CardCategory.allCases.map { ($0.rawValue, $0.label.french) }, are: "G01", count: 6)
  }

  @Test func cardTypesAreThoseOfTableG02() {
    expect(CardType.allCases.map { ("0\($0.code)", $0.label.french) }, are: "G02", count: 4)
  }

  @Test func kindsOfStructureIdentifierAreThoseOfTableG07() {
    expect(
      StructureIdentifierKind.allCases.map { ("\($0.rawValue)", $0.label.french) }, are: "G07", count: 5)
  }

  /// All but the address of an e-mail account, which no card bears.
  @Test func kindsOfPersonIdentifierAreThoseOfTableG08() {
    let kinds = NationalIdentifierKind.allCases.map { ("\($0.rawValue)", Optional($0.label.french)) }
    expect(kinds + [("10", "Adresse MSSante")], are: "G08", count: 10)
  }

  private func expect(
    _ codes: [(String, String?)], are table: String, count: Int,
    at location: SourceLocation = #_sourceLocation
  ) {
    #expect(codes.count == count, sourceLocation: location)
    let ours = Dictionary(codes, uniquingKeysWith: { first, _ in first })
    #expect(ours == dictionary.table(table).mapValues(Optional.some), sourceLocation: location)
  }
}
