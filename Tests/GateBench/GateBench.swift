import CPSDiagnostics
import Foundation

/// Measures what the gate costs; tools/bench runs it.
///
/// Arguments: a measurement, and a folder for databases. Status 1 when a limit is not kept.
@main struct GateBench {
  private static let fixtures = "Fixtures"

  static func main() async throws {
    let words = Array(CommandLine.arguments.dropFirst())
    guard words.count == 2 else { throw CPSError(.usage, ["detail": "gate-bench: see tools/bench"]) }
    let directory = words[1]
    var isWithin = true
    switch words[0] {
    case "policy": isWithin = try PolicyBench().report()
    case "perform": try await PerformBench(directory: directory, fixtures: fixtures).report()
    case "possession": try PossessionBench(fixtures: fixtures).report()
    case "tokens": try await TokenBench(fixtures: fixtures).report()
    case "audit": isWithin = try await AuditBench(directory: directory).report()
    case "logins": isWithin = try await LoginBench(directory: directory, fixtures: fixtures).report()
    case "sessions": try await SessionMemoryBench(fixtures: fixtures).report()
    default: throw CPSError(.usage, ["detail": "gate-bench: see tools/bench"])
    }
    if !isWithin { exit(1) }
  }
}
