internal import CPSDiagnostics

/// Finds the machine that accepts changes.
struct PostgreSQLDialler: Sendable {
  let server: PostgreSQLServer
  let limits: PostgreSQLLimits
  let isReadOnly: Bool
  /// What is done once on each new connection; it refuses a server that cannot be used.
  let prepare: @Sendable (PostgreSQLConnection) throws(CPSError) -> Void

  /// A connection to the first machine that is ready.
  ///
  /// - Throws: why the last machine was not, when none is.
  func connect() throws(CPSError) -> PostgreSQLConnection {
    var reason = CPSError(.storeUnavailable)
    for host in server.hosts {
      do throws(CPSError) {
        let connection = try PostgreSQLConnection(to: server, host, limits: limits, isReadOnly: isReadOnly)
        connection.begin(before: ContinuousClock.now + limits.operation)
        try prepare(connection)
        return connection
      } catch {
        // What is told is the worst: a database of another world rather than a machine that is down.
        if reason.diagnostic == .storeUnavailable { reason = error }
      }
    }
    throw reason
  }
}
