private import Foundation
private import Synchronization

/// A PostgreSQL server of one's own: nobody else reaches it, and it ends with its owner.
///
/// `tools/lib/private-postgresql` says how, and for whom it runs. It is a server like any other: it keeps what it has
/// confirmed, so that tests of crashes mean something.
public final class PrivatePostgreSQL: Sendable {
  /// The role that owns everything.
  public static let user = "cpsauth"

  private static let current = Mutex<Task<PrivatePostgreSQL, any Error>?>(nil)

  private let files: TemporaryDirectory
  private let process: Mutex<ChildProcess?> = Mutex(nil)
  private let primary: String?

  private init(standbyOf primary: String?) throws {
    files = try TemporaryDirectory()
    self.primary = primary
  }

  /// The one that the tests of a process share, each with a database of its own; it ends with the process.
  public static func shared() async throws -> PrivatePostgreSQL {
    let task = current.withLock { current in
      if let current { return current }
      let task = Task {
        let server = try await start()
        atexitDiscards(server)
        return server
      }
      current = task
      return task
    }
    return try await task.value
  }

  /// Starts a server and waits until it lets somebody in.
  public static func start() async throws -> PrivatePostgreSQL {
    let server = try PrivatePostgreSQL(standbyOf: nil)
    try await server.launch()
    return server
  }

  /// Starts a standby that follows this server.
  public func standby() async throws -> PrivatePostgreSQL {
    let server = try PrivatePostgreSQL(standbyOf: directory)
    try await server.launch()
    return server
  }

  deinit { stop() }

  /// The folder of its Unix socket.
  public var directory: String { files.url.path }
  /// The path of the socket itself ("unix_socket_directories").
  public var socketPath: String { files.path(".s.PGSQL.5432") }
  /// The environment of this process, and the server for libpq and its commands.
  public var environment: [String: String] {
    ProcessInfo.processInfo.environment.merging([
      "PGHOST": directory, "PGPORT": "5432", "PGUSER": Self.user, "PGDATABASE": "postgres",
    ]) { $1 }
  }

  /// Starts the server, again after ``stop()`` or ``crash()``, with the data that it had.
  public func launch() async throws {
    let child = try ChildProcess(
      PackageRoot.path("tools/lib/private-postgresql"), [directory] + (primary.map { [$0] } ?? []),
      input: .open)
    process.withLock { $0 = child }
    try await eventually("private PostgreSQL: \(child.standardError)") {
      guard child.outcome == nil else {
        throw TestSupportError("private PostgreSQL ended: \(child.standardError)\(child.standardOutput)")
      }
      return try await ChildProcess.run("pg_isready", ["--quiet"], environment: environment).outcome
        == .exited(0)
    }
  }

  /// Ends the server in good order; whoever is connected is sent away.
  public func stop() {
    let child = process.withLock { process in
      defer { process = nil }
      return process
    }
    child?.stop(grace: .seconds(30))
  }

  /// Ends the server as a crash would: nothing that it did not have to write yet is written ("Immediate Shutdown").
  public func crash() async throws {
    let text = try String(contentsOfFile: files.path("server.pid"), encoding: .utf8)
    guard let server = pid_t(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
      throw TestSupportError("no pid in server.pid")
    }
    kill(server, SIGQUIT)
    if let child = process.withLock({ $0 }) { _ = try await child.wait() }
    stop()
  }

  /// Makes an empty database and says its name.
  public func makeDatabase() async throws -> String {
    // Unique within the server, and a name of PostgreSQL's.
    let name = "test_" + UUID().uuidString.lowercased().replacing("-", with: "")
    try await query("CREATE DATABASE \(name)")
    return name
  }

  /// What psql(1) answers to some statements, without headings.
  @discardableResult
  public func query(_ statements: String, in database: String = "postgres") async throws -> String {
    let arguments = [
      "--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1",
      "--dbname=\(database)",
    ]
    let result = try await ChildProcess.run(
      "psql", arguments, environment: environment, input: .bytes(Array(statements.utf8)))
    guard result.outcome == .exited(0) else { throw TestSupportError("psql: \(result.errors)") }
    return result.output.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Ends the server and removes its directory, for one that is never released.
  private func discard() {
    stop()
    files.remove()
  }

  private static func atexitDiscards(_ server: PrivatePostgreSQL) {
    leftBehind.withLock { $0.append(server) }
    atexit { PrivatePostgreSQL.leftBehind.withLock { $0 }.forEach { $0.discard() } }
  }

  private static let leftBehind = Mutex<[PrivatePostgreSQL]>([])
}
