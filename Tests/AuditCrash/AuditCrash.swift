import CPSAuth
import CPSAuthSQLite
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// A process that writes an audit log until it ends or is ended.
///
/// Arguments: the database, and how many rounds of entries to write, three at once in each. It says of each entry, as
/// soon as that is durable and before anything else, its number and hash in hexadecimal on a line; at the end `done`.
@main struct AuditCrash {
  /// As long as a page of the database, so that its log is written back soon.
  private static let filling = String(repeating: "x", count: 4_096)

  static func main() async throws {
    let arguments = CommandLine.arguments.dropFirst().map { $0 }
    guard arguments.count == 2, let rounds = Int(arguments[1]) else {
      throw CPSError(.usage, ["detail": "DATABASE ROUNDS"])
    }
    let random = SystemRandomSource()
    let store = try await SQLiteStore.open(at: arguments[0], environment: .synthetic, random: random)
    let log = AuditLog(store: store, clock: SystemWallClock(), random: random, sealingTo: nil)
    for _ in 0..<rounds {
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<3 {
          group.addTask {
            var event = AuditEvent(.logout)
            event.facts["filling"] = filling
            let receipt = try await log.record(event)
            say("\(receipt.sequence) \(Hexadecimal.encode(receipt.hash))")
          }
        }
        try await group.waitForAll()
      }
    }
    say("done")
  }

  /// One write, so that a line is said whole or not at all.
  private static func say(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    _ = write(STDOUT_FILENO, bytes, bytes.count)
  }
}
