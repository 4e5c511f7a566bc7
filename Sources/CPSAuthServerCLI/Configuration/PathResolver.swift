import Foundation

/// Finds the files that a configuration names.
struct PathResolver: Sendable {
  /// What stands before the name of a credential.
  private static let credentialPrefix = "credential:"

  private let folder: String
  private let credentials: String?

  /// Relative paths begin at the folder of the configuration.
  ///
  /// - Parameter credentials: where systemd shows this process its credentials (systemd.exec(5), LoadCredential=);
  ///   nil where it was started otherwise.
  init(configuration path: String, credentials: String? = Self.credentialFolder) {
    self.credentials = credentials
    guard let slash = path.lastIndex(of: "/") else {
      folder = ""
      return
    }
    folder = String(path[...slash])
  }

  /// The folder that systemd names.
  static var credentialFolder: String? { ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"] }

  /// Whether a path still is the text of a credential, which systemd does not show.
  static func isCredential(_ path: String) -> Bool { path.hasPrefix(credentialPrefix) }

  /// The path as the process can open it; `credential:NAME` is a credential of systemd.
  ///
  /// A credential that systemd does not show keeps its text, so that the error of opening it names it.
  func resolve(_ path: String) -> String {
    guard !path.hasPrefix("/") else { return path }
    guard path.hasPrefix(Self.credentialPrefix) else { return folder + path }
    let name = path.dropFirst(Self.credentialPrefix.count)
    guard let credentials, !name.isEmpty, !name.contains("/"), name != ".", name != ".." else { return path }
    return "\(credentials)/\(name)"
  }
}
