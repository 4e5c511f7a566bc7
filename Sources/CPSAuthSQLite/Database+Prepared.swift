internal import GRDB

/// Statements that stay prepared on their connection: to prepare one takes SQLite longer than to run it.
extension Database {
  /// Executes one statement.
  func run(_ sql: String, _ arguments: StatementArguments = []) throws {
    try cachedStatement(sql: sql).execute(arguments: arguments)
  }

  /// The first row of a query, if there is one.
  func row(_ sql: String, _ arguments: StatementArguments = []) throws -> Row? {
    try Row.fetchOne(cachedStatement(sql: sql), arguments: arguments)
  }

  /// What each row of a query says, read where it stands: a row is gone when `read` returns.
  func each<Value>(
    _ sql: String, _ arguments: StatementArguments = [], _ read: @escaping (Row) throws -> Value
  ) throws -> [Value] {
    try Array(Row.fetchCursor(cachedStatement(sql: sql), arguments: arguments).map(read))
  }
}
