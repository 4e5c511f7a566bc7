import Testing

@testable import CPSAuthSQLite

@Suite struct RepeatedStatementTests {
  private let statement = RepeatedStatement("(?)", separator: ", ", behind: "VALUES ")

  @Test(arguments: [(0, "VALUES "), (1, "VALUES (?)"), (3, "VALUES (?), (?), (?)")])
  func `a part stands once for each`(count: Int, text: String) { #expect(statement.text(for: count) == text) }

  @Test(arguments: [15, 16, 17, 128]) func `also where no text is kept`(count: Int) {
    #expect(statement.text(for: count).count { $0 == "?" } == count)
    #expect(statement.text(for: count).hasSuffix("(?), (?)"))
  }
}
