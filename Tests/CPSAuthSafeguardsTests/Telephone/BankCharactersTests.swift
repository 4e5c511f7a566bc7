import CPSAuth
import CPSDiagnostics
import CPSPrimitives
import Testing

@testable import CPSAuthSafeguards

@Suite struct BankCharactersTests {
  private func read(_ text: String) throws(CPSError) -> String {
    let characters = try BankCharacters(text)
    return try characters.material.withBytes { bytes in
      String(decoding: bytes.indices.map { bytes[$0] }, as: UTF8.self)
    }
  }

  @Test(arguments: [("13M02", "13M02"), ("13m02", "13M02"), (" 1 3 M 0 2 ", "13M02"), ("00001", "00001")])
  func `five letters or digits are read, upper case and without blanks`(text: String, expected: String) throws
  {
    #expect(try read(text) == expected)
  }

  @Test(arguments: [
    "", " ", "1234", "123456", "1234567890", "12-34", "1234é", "１２３４５", "12345\n", "1234\u{0}", "12.45",
    "12 4\u{A0}",
  ])
  func `anything else is refused`(text: String) {
    let error = #expect(throws: CPSError(.bankCharactersMalformed)) { try read(text) }
    #expect(error?.values == [:])
    #expect(error?.reason == nil)
  }

  @Test(arguments: [
    "FR1420041010050500013M02606", "FR14 2004 1010 0505 0001 3M02 606", "20041010050500013M02606",
    "fr14-2004-1010-0505-0001-3m02-606", "0500013M026", "2004101005 0500013", "12345678901",
    String(repeating: "9", count: 40_000), "FR1420041010050500013M0260",
  ])
  func `what may be whole bank details, or their account number, is refused and in no error`(text: String) {
    let error = #expect(throws: CPSError(.bankDetailsWhole)) { try read(text) }
    #expect(error?.values == [:])
    #expect(error?.reason == nil)
    #expect(error.map { !"\($0)".contains("3M02") } == true)
  }

  @Test(arguments: ["13M02", "FR1420041010050500013M02606", "no"])
  func `the bytes are wiped, whatever comes of them`(text: String) {
    var bytes = Array(text.utf8)
    _ = try? BankCharacters(wiping: &bytes).material.count
    #expect(bytes.allSatisfy { $0 == 0 })
    #expect(bytes.count == text.utf8.count)
  }

  /// An example of a French IBAN (ISO 13616 registry), its RIB (igc-sante.md section 3.5), and IBANs of other countries
  /// from the same registry.
  @Test(arguments: [
    "FR1420041010050500013M02606", "FR14 2004 1010 0505 0001 3M02 606", "20041010050500013M02606",
    "20041 01005 0500013M026 06", "fr1420041010050500013m02606", "NO9386011117947", "DE89370400440532013000",
    "MT84MALT011000012345MTLCAST001S",
  ])
  func `bank details in the place of an account are refused`(text: String) {
    let error = #expect(throws: CPSError(.bankDetailsWhole)) { try CalledAccount(text) }
    #expect(error?.values == [:])
  }

  @Test(arguments: [
    "FR1520041010050500013M02606", "20041010050500013M02607", "pharmacie-42", "NO9386011117948",
    "123456789012345", "FR1420041010050500013M0260",
  ])
  func `an account is any other name`(text: String) throws {
    #expect(try CalledAccount(text).canonicalText == "account:\(text)")
  }

  @Test(arguments: ["", "a\u{1}b", String(repeating: "a", count: 129)])
  func `and no name at all is refused`(text: String) {
    #expect(throws: CPSError(.inputMalformed)) { try CalledAccount(text) }
  }
}
