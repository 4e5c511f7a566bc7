import CPSAuth

extension MemoryStore {
  /// Its log as `cpsauth audit export` writes it: a line for each of the first hundred entries.
  func exportedLog() throws -> String {
    var lines = ""
    for record in auditRecords(after: 0, limit: 100) { lines += try AuditLine(record).text() + "\n" }
    return lines
  }
}
