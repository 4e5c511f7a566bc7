internal import CPSDiagnostics

/// Turns what PostgreSQL says into rows of the error catalogue.
enum PostgreSQLFailure {
  /// - Parameters:
  ///   - state: the five characters of "PostgreSQL Error Codes"; empty where libpq itself failed.
  ///   - message: the primary message, which names tables and codes; the values of a statement are not in it.
  static func error(state: String, message: String) -> CPSError {
    let line = PrintableText.escaped(String(message.prefix { !$0.isNewline }))
    let remark = state.isEmpty ? "PostgreSQL: \(line)" : "PostgreSQL \(state): \(line)"
    // Damaged pages and indexes, and tables or columns that are not there.
    let isDamage = ["XX001", "XX002", "42P01", "42703", "3F000"].contains(state)
    return isDamage
      ? CPSError(.storeCorrupt, ["detail": line], reason: remark)
      : CPSError(.storeUnavailable, reason: remark)
  }
}
