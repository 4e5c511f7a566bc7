import CPSDiagnostics
import Foundation

/// Measures what trust costs beside the bare calls of libcrypto; tools/bench runs it.
///
/// Arguments: `verification`; `repeat COUNT`, for a profiler; `make-list COUNT FILE`; `list FILE`;
/// `bare-list COUNT FILE`. Status 1 when a limit is exceeded.
@main struct TrustBench {
  private static let fixtures = "Fixtures"

  static func main() throws {
    let words = Array(CommandLine.arguments.dropFirst())
    switch (words.first, words.count) {
    case ("verification", 1):
      let isWithin = try VerificationReport(VerificationBench(BenchScene(fixtures: fixtures))).print()
      if !isWithin { exit(1) }
    case ("repeat", 2):
      let bench = try VerificationBench(try BenchScene(fixtures: fixtures))
      for _ in 0..<(Int(words[1]) ?? 0) { try bench.repeatOurs() }
    case ("make-list", 3): try ListBench.write(Int(words[1]) ?? 0, to: words[2], fixtures: fixtures)
    case ("list", 2):
      let figures = try ListBench.ours(words[1], fixtures: fixtures)
      if !ListReport.print(figures, of: "ours") { exit(1) }
    case ("bare-list", 3):
      _ = ListReport.print(
        try ListBench.bare(words[2], count: Int(words[1]) ?? 1, fixtures: fixtures), of: "bare calls")
    default: throw CPSError(.usage, ["detail": "trust-bench: see tools/bench"])
    }
  }
}
