internal import CPSPrimitives

extension PostgreSQLServer {
  /// The parameters of a connection ("Parameter Key Words").
  ///
  /// Everything that safety rests on is said here, so that nothing of it is taken from environment variables.
  func parameters(
    for host: Host, limits: PostgreSQLLimits, isReadOnly: Bool
  ) -> [(name: String, value: String)] {
    var parameters = [
      ("port", String(port)), ("dbname", database), ("user", user), ("client_encoding", "UTF8"),
      ("application_name", "cpsauth"), ("gssencmode", "disable"), ("replication", "false"),
      ("target_session_attrs", "any"),
      ("options", Self.settings(limits, isReadOnly).map { "-c \($0)" }.joined(separator: " ")),
    ]
    switch host {
    case .socket(let directory):
      parameters += [("host", directory), ("sslmode", "disable")]
    case .machine(let name):
      parameters += [
        ("host", name), ("sslmode", "verify-full"), ("sslrootcert", authorities ?? ""),
        ("ssl_min_protocol_version", "TLSv1.2"), ("channel_binding", "prefer"),
      ]
    }
    if let passwordFile { parameters.append(("passfile", passwordFile)) }
    return parameters
  }

  /// The settings of the server for our statements.
  private static func settings(_ limits: PostgreSQLLimits, _ isReadOnly: Bool) -> [String] {
    let limit = limits.operation.milliseconds
    return [
      // No function or table of anybody else is found by a name of ours.
      "search_path=\(PostgreSQLSchema.name)", "default_transaction_isolation=read\\ committed",
      "default_transaction_read_only=\(isReadOnly ? "on" : "off")",
      // The server stops what nobody waits for any more, and lets go of what a dead client held.
      "statement_timeout=\(limit)", "lock_timeout=\(limit)",
      "idle_in_transaction_session_timeout=\(limit)",
    ]
  }
}
