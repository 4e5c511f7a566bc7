#if PostgreSQL
  import CPSAuthPostgres
#endif

/// Where the state of the service is.
enum DatabaseSettings: Sendable, Hashable {
  /// In one SQLite file, for one host.
  case file(path: String)
  #if PostgreSQL
    /// In a PostgreSQL database, which many hosts share.
    case server(PostgreSQLServer)
  #endif
}
