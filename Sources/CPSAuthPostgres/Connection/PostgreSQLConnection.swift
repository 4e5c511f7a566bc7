internal import CPQ
internal import CPSDiagnostics

/// One connection, which one thread uses; no call on it outlasts the deadline of the operation.
///
/// libpq is used without its blocking calls: those wait for ever for a server whose machine is gone.
final class PostgreSQLConnection {
  private let handle: OpaquePointer
  private var deadline: ContinuousClock.Instant
  /// Whether an answer is missing: then nobody can tell what the next one would belong to.
  private var isOutOfStep = false

  /// Connects, authenticated and with the settings that every operation relies on.
  ///
  /// - Throws: ``Diagnostic/storeUnavailable``.
  init(
    to server: PostgreSQLServer, _ host: PostgreSQLServer.Host, limits: PostgreSQLLimits, isReadOnly: Bool
  ) throws(CPSError) {
    deadline = ContinuousClock.now + limits.connecting
    let parameters = server.parameters(for: host, limits: limits, isReadOnly: isReadOnly)
    let names = CStringList(parameters.map(\.name))
    let values = CStringList(parameters.map(\.value))
    guard let handle = PQconnectStartParams(names.pointer, values.pointer, 0) else {
      throw CPSError(.storeUnavailable, reason: "PostgreSQL: no memory")
    }
    self.handle = handle
    cpsauth_PQignoreNotices(handle)
    try connect()
    guard PQsetnonblocking(handle, 1) == 0 else { throw failure() }
  }

  deinit { PQfinish(handle) }

  private func connect() throws(CPSError) {
    guard PQstatus(handle) != CONNECTION_BAD else { throw failure() }
    // "Before the first PQconnectPoll, behave as if it had returned PGRES_POLLING_WRITING."
    var event = PostgreSQLWait.Event.writable
    while true {
      try PostgreSQLWait.until(PQsocket(handle), is: event, before: deadline)
      switch PQconnectPoll(handle) {
      case PGRES_POLLING_OK: return
      case PGRES_POLLING_READING: event = .readable
      case PGRES_POLLING_WRITING: event = .writable
      default: throw failure()
      }
    }
  }

  /// Whether the connection can be used for another operation.
  ///
  /// Nothing comes without having been asked for but the end of the connection, and news that do not matter enough
  /// to tell them apart.
  var isUsable: Bool {
    !isOutOfStep && PQstatus(handle) == CONNECTION_OK && PQtransactionStatus(handle) == PQTRANS_IDLE
      && !PostgreSQLWait.isReadable(PQsocket(handle))
  }

  /// Begins an operation: from now on everything must be done before `moment`.
  func begin(before moment: ContinuousClock.Instant) { deadline = moment }

  /// Carries out one statement.
  ///
  /// - Throws: ``Diagnostic/storeUnavailable``: it may have been carried out or not; ``Diagnostic/storeCorrupt``.
  @discardableResult
  func execute(_ statement: String, _ values: [PostgreSQLValue] = []) throws(CPSError) -> PostgreSQLAnswer {
    let encoded = values.map(\.encoded)
    let types = values.map(\.type)
    let lengths = encoded.map { Int32(truncatingIfNeeded: $0?.count ?? 0) }
    let formats = [Int32](repeating: 1, count: values.count)
    let arena = ByteArena(encoded)
    let isSent = PQsendQueryParams(
      handle, statement, Int32(values.count), types, arena.pointers, lengths, formats, 1)
    withExtendedLifetime(arena) {}
    return try answer(isSent: isSent == 1)
  }

  /// Carries out a list of statements without values, whose answers do not matter.
  ///
  /// - Throws: as ``execute(_:_:)``.
  func script(_ statements: String) throws(CPSError) {
    _ = try answer(isSent: PQsendQuery(handle, statements) == 1)
  }

  /// Runs `body` in a transaction.
  ///
  /// - Throws: what `body` throws, and nothing was changed then; ``Diagnostic/storeUnavailable`` when the commit is
  ///   not confirmed.
  func transaction<Value>(_ body: () throws(CPSError) -> Value) throws(CPSError) -> Value {
    try execute("BEGIN")
    let value: Value
    do {
      value = try body()
    } catch {
      // If even this fails the connection is given up, and the server rolls back by itself.
      _ = try? execute("ROLLBACK")
      throw error
    }
    try execute("COMMIT")
    return value
  }

  private func answer(isSent: Bool) throws(CPSError) -> PostgreSQLAnswer {
    guard isSent else { throw failure() }
    isOutOfStep = true
    try send()
    var rows: [PostgreSQLRow] = []
    var count = 0
    var refusal: CPSError?
    while let result = try nextResult() {
      defer { PQclear(result) }
      switch PQresultStatus(result) {
      case PGRES_COMMAND_OK, PGRES_TUPLES_OK:
        rows += Self.rows(of: result)
        count += PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0
      default:
        let state = PQresultErrorField(result, 67).map { String(cString: $0) } ?? ""
        let message = PQresultErrorField(result, 77) ?? PQresultErrorMessage(result)
        refusal = PostgreSQLFailure.error(
          state: state, message: message.map { String(cString: $0) } ?? "?")
      }
    }
    guard PQstatus(handle) == CONNECTION_OK else { throw refusal ?? failure() }
    isOutOfStep = false
    if let refusal { throw refusal }
    return PostgreSQLAnswer(rows: rows, count: count)
  }

  private func send() throws(CPSError) {
    while true {
      switch PQflush(handle) {
      case 0: return
      case 1:
        try PostgreSQLWait.until(PQsocket(handle), is: .either, before: deadline)
        // The server may be waiting for us to take its answer ("PQflush").
        if PostgreSQLWait.isReadable(PQsocket(handle)) { try consume() }
      default: throw failure()
      }
    }
  }

  private func nextResult() throws(CPSError) -> OpaquePointer? {
    while PQisBusy(handle) == 1 {
      try PostgreSQLWait.until(PQsocket(handle), is: .readable, before: deadline)
      try consume()
    }
    return PQgetResult(handle)
  }

  private func consume() throws(CPSError) {
    guard PQconsumeInput(handle) == 1 else { throw failure() }
  }

  private static func rows(of result: OpaquePointer) -> [PostgreSQLRow] {
    let width = PQnfields(result)
    var columns: [String: Int] = [:]
    for column in 0..<width {
      if let name = PQfname(result, column) { columns[String(cString: name)] = Int(column) }
    }
    return (0..<PQntuples(result)).map { row in
      let values = (0..<width).map { column -> [UInt8]? in
        guard PQgetisnull(result, row, column) == 0, let start = PQgetvalue(result, row, column) else {
          return nil
        }
        return Array(UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(result, row, column))))
      }
      return PostgreSQLRow(columns: columns, values: values)
    }
  }

  private func failure() -> CPSError {
    isOutOfStep = true
    return PostgreSQLFailure.error(
      state: "", message: PQerrorMessage(handle).map { String(cString: $0) } ?? "?")
  }
}
