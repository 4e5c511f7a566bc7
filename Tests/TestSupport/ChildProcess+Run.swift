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
    input: Input = .none, atMost limit: Duration = .seconds(60)
  ) async throws -> Completed {
    let child = try ChildProcess(executable, arguments, environment: environment, input: input)
    let outcome = try await child.wait(atMost: limit)
    return Completed(
      outcome: outcome, output: child.standardOutput, outputBytes: child.outputBytes,
      errors: child.standardError)
  }
}
