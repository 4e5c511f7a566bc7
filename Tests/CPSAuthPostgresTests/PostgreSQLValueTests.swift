import CPSDiagnostics
import Testing

@testable import CPSAuthPostgres

/// The binary forms, byte by byte, and what is not one of them.
@Suite struct PostgreSQLValueTests {
  private func row(_ value: [UInt8]?) -> PostgreSQLRow { PostgreSQLRow(columns: ["a": 0], values: [value]) }

  @Test func `single values`() {
    #expect(PostgreSQLValue.integer(-2).encoded == [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFE])
    #expect(PostgreSQLValue.text("é").encoded == [0xC3, 0xA9])
    #expect(PostgreSQLValue.bytes([]).encoded == [])
    #expect(PostgreSQLValue.integer(nil).encoded == nil)
    #expect(PostgreSQLValue.text(nil).encoded == nil)
    #expect(PostgreSQLValue.bytes(nil).encoded == nil)
  }

  @Test func `lists`() {
    let head: [UInt8] = [0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]
    #expect(
      PostgreSQLValue.byteLists([[7], []]).encoded
        == head + [17, 0, 0, 0, 2, 0, 0, 0, 1] + [0, 0, 0, 1, 7] + [0, 0, 0, 0])
    #expect(
      PostgreSQLValue.integers([258]).encoded
        == head + [20, 0, 0, 0, 1, 0, 0, 0, 1] + [0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 1, 2])
  }

  @Test func `numbers come back as they went`() throws {
    for number in [Int64.min, -1, 0, 1, Int64.max] {
      #expect(try row(PostgreSQLValue.integer(number).encoded).integer("a") == number)
    }
  }

  @Test func `a column of another form is a damaged database`() {
    for bytes in [[], [1], [UInt8](repeating: 0, count: 9)] as [[UInt8]] {
      #expect(throws: CPSError(.storeCorrupt)) { _ = try row(bytes).integer("a") }
    }
    for bytes in [[], [2], [0, 0]] as [[UInt8]] {
      #expect(throws: CPSError(.storeCorrupt)) { _ = try row(bytes).boolean("a") }
    }
    #expect(throws: CPSError(.storeCorrupt)) { _ = try row([0xFF]).text("a") }
  }

  @Test func `a column that is not there, or empty where it may not be, is a damaged database`() {
    #expect(throws: CPSError(.storeCorrupt)) { _ = try row([1]).bytes("b") }
    #expect(throws: CPSError(.storeCorrupt)) { _ = try row(nil).bytes("a") }
    #expect(throws: CPSError(.storeCorrupt)) { _ = try row(nil).text("a") }
    #expect(throws: CPSError(.storeCorrupt)) { _ = try row(nil).integer("a") }
    #expect(throws: CPSError(.storeCorrupt)) { _ = try row([1]).optionalText("b") }
  }
}
