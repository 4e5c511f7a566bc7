/// What the server answered to one statement.
struct PostgreSQLAnswer: Sendable {
  /// The rows that it gave.
  let rows: [PostgreSQLRow]
  /// How many rows it gave or changed.
  let count: Int
}
