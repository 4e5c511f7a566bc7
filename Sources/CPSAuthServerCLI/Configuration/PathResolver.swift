/// Finds the files that a configuration names.
struct PathResolver: Sendable {
  private let folder: String

  /// Relative paths begin at the folder of the configuration.
  init(configuration path: String) {
    guard let slash = path.lastIndex(of: "/") else {
      folder = ""
      return
    }
    folder = String(path[...slash])
  }

  /// The path as the process can open it.
  func resolve(_ path: String) -> String { path.hasPrefix("/") ? path : folder + path }
}
