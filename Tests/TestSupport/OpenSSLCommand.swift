private import Foundation

/// The `openssl` command, as a second opinion that shares none of our code.
public enum OpenSSLCommand {
  /// What the command answered.
  public struct Answer: Sendable {
    /// Whether it ended with status 0.
    public let isSuccess: Bool
    /// Its standard output, then its standard error.
    public let text: String
    /// Its standard output.
    public let bytes: [UInt8]
  }

  /// Runs the command on files, whose names in `arguments` are replaced by where they are put for the run.
  public static func run(
    _ arguments: [String], files: [String: [UInt8]] = [:]
  ) async throws -> Answer {
    let folder = try TemporaryDirectory()
    for (name, contents) in files { try Data(contents).write(to: folder.url.appending(path: name)) }
    let located = arguments.map { files[$0] == nil ? $0 : folder.path($0) }
    let completed = try await ChildProcess.run("openssl", located)
    return Answer(
      isSuccess: completed.outcome == .exited(0), text: completed.output + completed.errors,
      bytes: completed.outputBytes)
  }
}
