internal import CPSAuth
internal import CPSDiagnostics
internal import CPSProof

#if PostgreSQL
  internal import CPSAuthPostgres
#endif

/// The PostgreSQL database of a service, as a command line names it.
struct DatabaseAddress: Sendable {
  /// How such an address begins (libpq, "Connection URIs"), whether or not this program was built for it.
  private static let schemes = ["postgresql://", "postgres://"]

  private let text: String

  /// An address; nil for what is the path of a file.
  init?(_ text: String) {
    guard Self.schemes.contains(where: text.hasPrefix) else { return nil }
    self.text = text
  }

  /// The state there, to be read: no epoch begins, nothing is written, and a standby will do.
  ///
  /// - Throws: ``Diagnostic/usage`` for an address that cannot be meant, ``Diagnostic/storeNotBuilt``, and as
  ///   `PostgreSQLStore.inspect` does.
  func inspect(in environment: TrustEnvironment) async throws(CPSError) -> any AuthStore {
    #if PostgreSQL
      let server: PostgreSQLServer
      do throws(CPSError) {
        // One page is read after the other.
        server = try PostgreSQLServer(address: text, connections: 1)
      } catch { throw CPSError(.usage, ["detail": error.values["detail"] ?? ""]) }
      return try await PostgreSQLStore.inspect(server, environment: environment)
    #else
      throw CPSError(.storeNotBuilt, ["kind": "PostgreSQL"])
    #endif
  }
}
