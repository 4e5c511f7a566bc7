import CPSAuth
import CPSAuthSQLite
import CPSDiagnostics
import CPSPrimitives
import CPSProof

#if PostgreSQL
  import CPSAuthPostgres
#endif

/// The state of the service, opened, with the way to let go of it.
struct OpenedState: Sendable {
  /// The state.
  let store: any AuthStore
  private let release: @Sendable () throws(CPSError) -> Void

  /// Opens the state for service; a new epoch begins.
  ///
  /// - Throws: what ``SQLiteStore/open(at:environment:random:)`` and its like throw.
  init(
    _ settings: DatabaseSettings, environment: TrustEnvironment, random: some RandomSource
  ) async throws(CPSError) {
    switch settings {
    case .file(let path):
      let file = try await SQLiteStore.open(at: path, environment: environment, random: random)
      store = file
      release = { () throws(CPSError) in try file.close() }
    #if PostgreSQL
      case .server(let server):
        let shared = try await PostgreSQLStore.open(server, environment: environment, random: random)
        store = shared
        release = { shared.close() }
    #endif
    }
  }

  /// Opens the state beside a service that may be running: no epoch begins, and nothing is made.
  ///
  /// - Throws: what ``SQLiteStore/join(at:environment:)`` and its like throw.
  init(
    joining settings: DatabaseSettings, environment: TrustEnvironment, random: some RandomSource
  ) async throws(CPSError) {
    switch settings {
    case .file(let path):
      let file = try await SQLiteStore.join(at: path, environment: environment)
      store = file
      release = { () throws(CPSError) in try file.close() }
    #if PostgreSQL
      case .server(let server):
        let shared = try await PostgreSQLStore.join(server, environment: environment, random: random)
        store = shared
        release = { shared.close() }
    #endif
    }
  }

  /// Says whether the state could be opened for service, and changes nothing: true when it is there, false when the first
  /// start would make it.
  ///
  /// - Throws: what ``SQLiteStore/examine(at:environment:)`` and its like throw.
  static func examine(
    _ settings: DatabaseSettings, environment: TrustEnvironment
  ) async throws(CPSError) -> Bool {
    switch settings {
    case .file(let path): try await SQLiteStore.examine(at: path, environment: environment)
    #if PostgreSQL
      case .server(let server): try await PostgreSQLStore.examine(server, environment: environment)
    #endif
    }
  }

  /// Ends the use of the state.
  ///
  /// - Throws: ``Diagnostic/storeUnavailable`` while somebody still reads or writes; nothing is lost.
  func close() throws(CPSError) { try release() }
}
