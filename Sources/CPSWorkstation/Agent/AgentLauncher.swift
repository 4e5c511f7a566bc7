public import CPSDiagnostics
internal import CPSPrimitives
internal import CSecret
internal import Glibc

/// Starts the agent as a process of its own: another session, no descriptor of ours, a bare environment.
///
/// The agent writes one line to its standard output when it listens (`ready`) or cannot (the code of the
/// reason), and nothing after that.
public struct AgentLauncher: AgentLaunching {
  /// What the agent writes when it listens, or when another one does.
  public static let readyWord = "ready"
  /// What lists of processes show.
  private static let programName = "cpsauth"
  /// Longer than an agent takes to start, in milliseconds.
  private static let patience: Int32 = 10_000
  /// The longest first line of an agent, in bytes.
  private static let longestWord = 64

  private let executable: String
  private let arguments: [String]
  private let runtimeDirectory: String?
  private let variables: [String: String]

  /// The variables that an agent needs besides its runtime directory: where it reaches the resource manager and
  /// the system bus, when that is elsewhere than usual.
  public static let passedVariables = ["PCSCLITE_CSOCK_NAME", "DBUS_SYSTEM_BUS_ADDRESS"]

  /// A launcher of `executable` with `arguments`, for the user whose runtime directory is given.
  ///
  /// - Parameter variables: an environment; ``passedVariables`` of it reach the agent, and nothing else.
  public init(
    executable: String, arguments: [String], runtimeDirectory: String?, variables: [String: String] = [:]
  ) {
    self.executable = executable
    self.arguments = arguments
    self.runtimeDirectory = runtimeDirectory
    self.variables = variables.filter { Self.passedVariables.contains($0.key) }
  }

  /// Starts it and waits for its word.
  public func launch() async throws(CPSError) {
    let (executable, arguments) = (executable, arguments)
    let environment =
      ["PATH=/usr/bin:/bin", "XDG_RUNTIME_DIR=\(runtimeDirectory ?? "")"]
      + variables.map { "\($0.key)=\($0.value)" }.sorted()
    let word = try await BlockingWork.run { () throws(CPSError) in
      let output = try Self.spawn(executable, arguments, environment)
      return Self.firstWord(from: output)
    }
    guard word != Self.readyWord else { return }
    let row = DiagnosticCatalogue.row(code: word) ?? .agentUnavailable
    throw CPSError(row, reason: word.isEmpty ? "the agent did not start" : "the agent said \(word)")
  }

  /// Starts the process and returns the end of the pipe from which its first line is read.
  private static func spawn(
    _ executable: String, _ arguments: [String], _ environment: [String]
  ) throws(CPSError) -> FileDescriptor {
    var words = ([Self.programName] + arguments).map { strdup($0) } + [nil]
    var variables = environment.map { strdup($0) } + [nil]
    defer { (words + variables).forEach { free($0) } }
    var output: Int32 = -1
    guard csecret_spawn_apart(executable, &words, &variables, &output) >= 0 else {
      throw CPSError(.agentUnavailable, reason: "\(executable) cannot be started")
    }
    return FileDescriptor(owning: output)
  }

  private static func firstWord(from output: FileDescriptor) -> String {
    var bytes: [UInt8] = []
    var watched = pollfd(fd: output.number, events: Int16(POLLIN), revents: 0)
    while bytes.count < longestWord, poll(&watched, 1, patience) > 0 {
      var byte: UInt8 = 0
      guard read(output.number, &byte, 1) == 1, byte != 0x0A else { break }
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
