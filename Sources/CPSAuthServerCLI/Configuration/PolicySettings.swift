import CPSAuth
import CPSAuthPolicy
import CPSConfiguration
import CPSDiagnostics
import CPSProof

/// Where the policy stands: in the configuration itself, or in a file of its own that is read again and again.
enum PolicySettings: Sendable {
  /// How often the file is looked at: from a second to an hour, five seconds unless said otherwise.
  static let refreshRange = Duration.seconds(1)...Duration.seconds(3_600)
  /// Five seconds.
  static let standardRefresh = Duration.seconds(5)

  /// In the configuration; it changes when the server is started again.
  case inline(Policy)
  /// In a file, which is used as soon as it has changed.
  case file(path: String, refresh: Duration)

  /// Reads `file` and `refresh`, or a whole policy.
  init(
    _ reader: inout ConfigurationReader, knowing functions: Set<FunctionName>, _ paths: PathResolver
  ) throws(CPSError) {
    guard let file = reader.optional("file") else {
      self = .inline(try Policy(&reader, knowing: functions))
      return
    }
    let refresh = try reader.optional("refresh")?.duration(in: Self.refreshRange)
    self = .file(path: paths.resolve(try file.string()), refresh: refresh ?? Self.standardRefresh)
  }

  /// The policy to begin with.
  ///
  /// - Parameter functions: those that the service has.
  /// - Throws: ``Diagnostic/inputMissing``, ``Diagnostic/configurationInvalid``, ``Diagnostic/configurationExposed``.
  func load(knowing functions: Set<FunctionName>) throws(CPSError) -> Policy {
    switch self {
    case .inline(let policy): policy
    case .file(let path, _): try PolicyFile(guardedAt: path, knowing: functions).policy
    }
  }
}
