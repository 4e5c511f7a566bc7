internal import CPSDiagnostics
internal import GRDB

/// Turns what SQLite says into rows of the error catalogue.
enum SQLiteFailure {
  static func error(_ error: any Error) -> CPSError {
    switch error {
    case let known as CPSError: known
    case let failure as DatabaseError: self.error(failure)
    // The task that asked has ended; the file has nothing to do with it.
    case is CancellationError: CPSError(.cancelled)
    default: CPSError(.storeUnavailable, reason: String(describing: type(of: error)))
    }
  }

  private static func error(_ failure: DatabaseError) -> CPSError {
    // The message of SQLite names tables and codes; the arguments of a statement are not in it.
    let remark = "SQLite \(failure.extendedResultCode.rawValue): \(failure.message ?? "")"
    switch failure.resultCode {
    case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT:
      return CPSError(.storeCorrupt, ["detail": failure.message ?? "?"], reason: remark)
    default:
      return CPSError(.storeUnavailable, reason: remark)
    }
  }
}
