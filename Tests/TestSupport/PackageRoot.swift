public import Foundation

/// Where the package lies, for tests that read its files or run its commands.
public enum PackageRoot {
  /// The directory that holds `Package.swift`.
  public static let url = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// A file or directory of the package.
  public static func path(_ relative: String) -> String { url.appending(path: relative).path }
}
