import CPSDiagnostics
import CPSPrimitives
import SmartCard
import Testing

@Suite struct PINTests {
  @Test(arguments: ["1234", "0000", "1234567890123456"])
  func `a PIN is 4 to 16 digits`(text: String) throws {
    #expect(try PIN(try SecretBytes(copying: Array(text.utf8))).count == text.utf8.count)
  }

  @Test(arguments: ["", "123", "12345678901234567", "12a4", "12 4", "-123", "１２３４", "1234\n", "123\0"])
  func `anything else is no PIN`(text: String) {
    #expect(throws: CPSError(.pinMalformed)) { try Self.count(of: text) }
  }

  private static func count(of text: String) throws(CPSError) -> Int {
    try PIN(try SecretBytes(copying: Array(text.utf8))).count
  }

  @Test func `CA-06 the refusal of a PIN does not show it`() {
    let error = #expect(throws: CPSError.self) { try Self.count(of: "98x6") }
    #expect(error?.description.contains("98x6") == false)
    #expect(error?.values.values.contains { $0.contains("98") } == false)
  }

  /// What is not copyable cannot be `Codable`, `Hashable` or `CustomStringConvertible`, nor put into a
  /// string, an array or `Any`: the compiler refuses it.
  ///
  /// That it stays so is what this holds on to.
  @Test func `CA-06 a PIN and its memory are not copyable`() {
    #expect(!isCopyable(PIN.self))
    #expect(!isCopyable(SecretBytes.self))
    #expect(isCopyable(PINReference.self))
  }

  private func isCopyable<Value: ~Copyable>(_ type: Value.Type) -> Bool { false }
  private func isCopyable<Value>(_ type: Value.Type) -> Bool { true }
}
