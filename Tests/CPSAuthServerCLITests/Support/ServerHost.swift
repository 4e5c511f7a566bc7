import CPSAuth
import CPSAuthSQLite
import CPSPrimitives
import CPSProof
import CPSTransport
import Foundation
import HTTPTestSupport
import TestSupport

/// A host with one `cpsauth-server` over one SQLite file, and its operator beside it.
struct ServerHost {
  /// What a command did.
  typealias Result = (status: Int32, output: String, errors: String)

  /// Everything of the server.
  let folder: ServerFolder
  /// Its configuration.
  let configuration: String
  /// Its address.
  let audience: Audience

  init(policy: [String]? = nil, more: [String] = []) throws {
    folder = try ServerFolder(at: SystemWallClock().now())
    let port = try PortPair.free()
    audience = try Audience("http://127.0.0.1:\(port)")
    let listen = ["address: 127.0.0.1:\(port)"]
    configuration =
      if let policy {
        try folder.configuration(audience: audience.text, listen: listen, policy: policy, more: more)
      } else {
        try folder.configuration(audience: audience.text, listen: listen, more: more)
      }
  }

  /// Starts the server, which listens when this returns.
  func start() async throws -> ChildProcess {
    let server = try ChildProcess(
      try BuiltProduct.path("cpsauth-server"), ["--config", configuration, "--json"], environment: [:])
    try await server.waitForOutput("\"listening\"", atMost: .seconds(60))
    return server
  }

  /// Runs a command of the operator to its end.
  func run(_ arguments: [String], language: String) async throws -> Result {
    let done = try await ChildProcess.run(
      BuiltProduct.path("cpsauth-server"), arguments + ["--config", configuration, "--lang", language],
      environment: [:])
    guard case .exited(let status) = done.outcome else { throw TestSupportError("\(done.outcome)") }
    return (status, done.output, done.errors)
  }

  /// A workstation of the server.
  func workstation() throws -> TestWorkstation {
    try TestWorkstation(
      audience: audience, transport: HTTPServiceTransport(deadline: .seconds(60)), clock: SystemWallClock())
  }

  /// Every event of the audit log, which verifies.
  func events() async throws -> [AuditEvent] {
    let store = try await SQLiteStore.inspect(
      at: folder.folder.path("state.sqlite"), environment: .synthetic)
    guard try await AuditVerifier.verify(store) != nil else { return [] }
    return try await store.auditRecords(after: 0, limit: 1_000).map {
      try AuditEntry(encoded: $0.content).event
    }
  }
}
