internal import CPSConfiguration
internal import CPSDiagnostics
internal import CPSProof
internal import Foundation

/// What this workstation is configured for: environment variables, then the user's file, then the system's.
///
/// Flags of a command come before all of these. An unknown key of a file is an error.
struct WorkstationSettings: Sendable {
  /// The longest wait that may be configured.
  private static let waitRange = Duration.zero...Duration.seconds(86_400)

  private(set) var server: String?
  private(set) var environment: TrustEnvironment?
  private(set) var reader: String?
  private(set) var wait: Duration?
  private(set) var authoritiesFile: String?
  private(set) var trustDirectory: String?
  private(set) var trustPins: String?
  private(set) var trustBundleSigner: String?
  private(set) var trustMirror: String?

  /// The environment whose cards and services are meant; production unless something else was said.
  var effectiveEnvironment: TrustEnvironment { environment ?? .production }

  /// The settings of a process with these environment variables.
  ///
  /// - Throws: ``Diagnostic/configurationInvalid`` with the place of what is wrong.
  init(
    variables: [String: String] = ProcessInfo.processInfo.environment,
    systemFile: String = "/etc/cpsauth/config.yaml"
  ) throws(CPSError) {
    try take(variables)
    for file in [Self.userFile(variables), systemFile].compactMap(\.self)
    where FileManager.default.fileExists(atPath: file) {
      try complete(from: file)
    }
  }

  private static func userFile(_ variables: [String: String]) -> String? {
    if let base = variables["XDG_CONFIG_HOME"], base.hasPrefix("/") { return base + "/cpsauth/config.yaml" }
    return variables["HOME"].map { $0 + "/.config/cpsauth/config.yaml" }
  }

  private mutating func take(_ variables: [String: String]) throws(CPSError) {
    func value(_ name: String) -> String? { variables[name].flatMap { $0.isEmpty ? nil : $0 } }
    server = value("CPSAUTH_SERVER")
    reader = value("CPSAUTH_READER")
    authoritiesFile = value("CPSAUTH_CA_FILE")
    trustDirectory = value("CPSAUTH_TRUST_DIRECTORY")
    trustPins = value("CPSAUTH_TRUST_PINS")
    trustBundleSigner = value("CPSAUTH_TRUST_BUNDLE_SIGNER")
    trustMirror = value("CPSAUTH_TRUST_MIRROR")
    if let text = value("CPSAUTH_ENVIRONMENT") {
      guard let known = TrustEnvironment(rawValue: text) else {
        throw Self.refusal("CPSAUTH_ENVIRONMENT", "production, test, synthetic")
      }
      environment = known
    }
    if let text = value("CPSAUTH_WAIT") {
      guard let duration = DurationText.parse(text), Self.waitRange.contains(duration) else {
        throw Self.refusal("CPSAUTH_WAIT", "90s, 5m, 4h")
      }
      wait = duration
    }
  }

  /// Takes from a file what was not said before.
  private mutating func complete(from file: String) throws(CPSError) {
    let found = try ConfigurationReader.read(file: file) { (reader) throws(CPSError) in
      try Self.read(&reader)
    }
    server = server ?? found.server
    environment = environment ?? found.environment
    reader = reader ?? found.reader
    wait = wait ?? found.wait
    authoritiesFile = authoritiesFile ?? found.authoritiesFile
    trustDirectory = trustDirectory ?? found.trustDirectory
    trustPins = trustPins ?? found.trustPins
    trustBundleSigner = trustBundleSigner ?? found.trustBundleSigner
    trustMirror = trustMirror ?? found.trustMirror
  }

  private init() {}

  private static func read(_ reader: inout ConfigurationReader) throws(CPSError) -> WorkstationSettings {
    var found = WorkstationSettings()
    found.server = try reader.optional("server")?.parsed { (text) throws(CPSError) in
      try Audience(text).text
    }
    found.environment = try reader.optional("environment")?.choice(of: TrustEnvironment.self)
    found.reader = try reader.optional("reader")?.string()
    found.wait = try reader.optional("wait")?.duration(in: waitRange)
    found.authoritiesFile = try reader.optional("ca_file")?.string()
    found.trustDirectory = try reader.optional("trust_directory")?.string()
    found.trustPins = try reader.optional("trust_pins")?.string()
    found.trustBundleSigner = try reader.optional("trust_bundle_signer")?.string()
    found.trustMirror = try reader.optional("trust_mirror")?.string()
    return found
  }

  private static func refusal(_ place: String, _ detail: String) -> CPSError {
    CPSError(.configurationInvalid, ["place": place, "detail": detail])
  }
}
