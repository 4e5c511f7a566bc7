private import Foundation

extension ChildProcess {
  /// A child that has ended, and what it said.
  public struct Completed: Sendable {
    /// How it ended.
    public let outcome: Outcome
    /// Its standard output.
    public let output: String
    /// Its standard output as bytes.
    public let outputBytes: [UInt8]
    /// Its standard error.
    public let errors: String
  }

  /// Runs a command to its end.
  ///
  /// - Throws: ``TestSupportError`` when it cannot be started or has not ended within `limit`; how it ended
  ///   is not judged.
  public static func run(
    _ executable: String, _ arguments: [String] = [], environment: [String: String]? = nil,
    directory: String? = nil, input: Input = .none, atMost limit: Duration = .seconds(60)
  ) async throws -> Completed {
    let child = try ChildProcess(
      executable, arguments, environment: environment, directory: directory, input: input)
    return child.completed(try await child.wait(atMost: limit))
  }

  /// Runs a short command to its end where nothing can be awaited; blocks the thread.
  ///
  /// - Throws: as ``run(_:_:environment:directory:input:atMost:)`` does.
  public static func runBlocking(
    _ executable: String, _ arguments: [String] = [], directory: String? = nil, input: Input = .none,
    atMost limit: Duration = .seconds(30)
  ) throws -> Completed {
    let child = try ChildProcess(executable, arguments, directory: directory, input: input)
    let end = ContinuousClock.now + limit
    while ContinuousClock.now < end {
      if let outcome = child.outcome { return child.completed(outcome) }
      usleep(1_000)
    }
    throw TestSupportError("not within \(limit): end of \(child.command)\n\(child.standardError)")
  }

  private func completed(_ outcome: Outcome) -> Completed {
    Completed(
      outcome: outcome, output: standardOutput, outputBytes: outputBytes, errors: standardError)
  }
}
