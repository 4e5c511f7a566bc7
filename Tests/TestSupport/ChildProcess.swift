public import Foundation
private import Synchronization

/// A process that a test starts, and that never outlives it.
///
/// Output goes to files, so that a child which writes much can neither block nor be lost. Inherits no
/// descriptor but its own three. Ended by its pid alone: SIGTERM, then SIGKILL.
public final class ChildProcess: Sendable {
  /// What a child reads as its standard input.
  public enum Input: Sendable {
    /// Nothing: the end of the input at once.
    case none
    /// These bytes, then the end of the input.
    case bytes([UInt8])
    /// A pipe that stays open until ``ChildProcess/closeInput()``.
    case open
  }

  /// How a child ended.
  public enum Outcome: Sendable, Equatable {
    /// It ended by itself with this status.
    case exited(Int32)
    /// This signal ended it.
    case signalled(Int32)
  }

  private struct State {
    var outcome: Outcome?
    var inputDescriptor: Int32?
  }

  private static let starting = NSLock()

  /// The pid.
  public let identifier: pid_t
  /// What was started, for messages.
  public let command: String
  private let files: TemporaryDirectory
  private let state: Mutex<State>

  /// Starts `executable`, found by `PATH` unless it holds a slash.
  ///
  /// - Parameters:
  ///   - environment: the whole environment of the child; nil inherits this process's.
  ///   - directory: where the child runs; nil for where this process does.
  public init(
    _ executable: String, _ arguments: [String] = [], environment: [String: String]? = nil,
    directory: String? = nil, input: Input = .none
  ) throws {
    // posix_spawn(3) knows no directory; env(1) changes to it and then becomes the command.
    let (executable, arguments) =
      directory.map { ("/usr/bin/env", ["--chdir=\($0)", executable] + arguments) } ?? (executable, arguments)
    files = try TemporaryDirectory()
    command = ([executable] + arguments).joined(separator: " ")
    // One start at a time: else a child could inherit the pipe of another that starts at the same moment.
    Self.starting.lock()
    defer { Self.starting.unlock() }
    let channel = try InputChannel(input, in: files)
    defer { channel.closeChildEnd() }
    do {
      identifier = try Spawn.start(
        executable, arguments, environment: environment ?? ProcessInfo.processInfo.environment,
        input: channel.childEnd, output: files.path("stdout"), errors: files.path("stderr"))
    } catch {
      channel.closeOwnEnd()
      throw error
    }
    state = Mutex(State(inputDescriptor: channel.ownEnd))
  }

  deinit { stop() }

  /// What the child wrote to its standard output so far.
  public var standardOutput: String { Self.text(files.path("stdout")) }
  /// What the child wrote to its standard error so far.
  public var standardError: String { Self.text(files.path("stderr")) }
  /// The bytes that the child wrote to its standard output so far.
  public var outputBytes: [UInt8] {
    [UInt8]((try? Data(contentsOf: files.url.appending(path: "stdout"))) ?? Data())
  }

  private static func text(_ path: String) -> String {
    String(decoding: (try? Data(contentsOf: URL(filePath: path))) ?? Data(), as: UTF8.self)
  }

  /// How the child ended, or nil while it runs.
  public var outcome: Outcome? {
    state.withLock { state in
      if state.outcome == nil { state.outcome = Self.reap(identifier) }
      return state.outcome
    }
  }

  private static func reap(_ identifier: pid_t) -> Outcome? {
    var status: Int32 = 0
    guard waitpid(identifier, &status, WNOHANG) == identifier else { return nil }
    // The encoding of wait(2): the low seven bits are the signal, the next byte the exit status.
    let signal = status & 0x7F
    return signal == 0 ? .exited((status >> 8) & 0xFF) : .signalled(signal)
  }

  /// Writes to the open input of a child started with ``Input/open``.
  public func send(_ text: String) throws {
    let bytes = Array(text.utf8)
    try state.withLock { state in
      guard let descriptor = state.inputDescriptor, write(descriptor, bytes, bytes.count) == bytes.count
      else {
        throw TestSupportError("cannot write to \(command)")
      }
    }
  }

  /// Ends the open input of a child.
  public func closeInput() {
    state.withLock { state in
      if let descriptor = state.inputDescriptor { close(descriptor) }
      state.inputDescriptor = nil
    }
  }

  /// Waits until the child has ended.
  public func wait(atMost limit: Duration = .seconds(60)) async throws -> Outcome {
    try await eventually(within: limit, "end of \(command)\n\(standardError)") { outcome != nil }
    guard let outcome else { throw TestSupportError("no outcome of \(command)") }
    return outcome
  }

  /// Waits until the child has written `text` to its standard output or error.
  public func waitForOutput(_ text: String, atMost limit: Duration = .seconds(30)) async throws {
    try await eventually(within: limit, "“\(text)” from \(command)\n\(standardError)") {
      if standardOutput.contains(text) || standardError.contains(text) { return true }
      guard let outcome else { return false }
      throw TestSupportError("\(command) ended (\(outcome)) without “\(text)”\n\(standardError)")
    }
  }

  /// Sends a signal, unless the child has ended.
  public func signal(_ number: Int32) {
    state.withLock { state in
      if state.outcome == nil { state.outcome = Self.reap(identifier) }
      if state.outcome == nil { kill(identifier, number) }
    }
  }

  /// Ends the child: closes its input, SIGTERM, and SIGKILL when that does not help within `grace`.
  public func stop(grace: Duration = .seconds(3)) {
    closeInput()
    signal(SIGTERM)
    let end = ContinuousClock.now + grace
    while outcome == nil, ContinuousClock.now < end { usleep(2_000) }
    guard outcome == nil else { return }
    signal(SIGKILL)
    while outcome == nil { usleep(2_000) }
  }
}
