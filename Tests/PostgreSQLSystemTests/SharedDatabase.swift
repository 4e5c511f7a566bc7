import CPSPrimitives
import CPSProof
import OpenSSLKit
import TestSupport

@testable import CPSAuthPostgres

/// An empty database on the server that the tests share.
struct SharedDatabase: Sendable {
  let machine: PrivatePostgreSQL
  let name: String

  init() async throws {
    machine = try await PrivatePostgreSQL.shared()
    name = try await machine.makeDatabase()
  }

  /// How a service reaches it.
  func server(connections: Int = 4) throws -> PostgreSQLServer {
    try PostgreSQLServer(
      hosts: [.socket(directory: machine.directory)], database: name, user: PrivatePostgreSQL.user,
      connections: connections)
  }

  /// A store over it, as another process would have it.
  func open(
    _ environment: TrustEnvironment = .synthetic, limits: PostgreSQLLimits = PostgreSQLLimits()
  ) async throws -> PostgreSQLStore {
    try await PostgreSQLStore.open(
      try server(), environment: environment, random: SystemRandomSource(), limits: limits)
  }

  /// What psql(1) answers.
  @discardableResult
  func query(_ statements: String) async throws -> String { try await machine.query(statements, in: name) }
}
