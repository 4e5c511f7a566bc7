import Foundation

/// The reference data beside a checkout, which is not part of the project.
enum SharedData {
  static let root: URL = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared/data")

  static let isPresent = FileManager.default.fileExists(atPath: root.path)

  /// Shown by the test runner beside a skipped test.
  static let absence = "the reference data ../shared/data is not here"

  static func bytes(_ path: String) throws -> [UInt8] {
    Array(try Data(contentsOf: root.appending(path: path)))
  }

  static func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path).sorted()
  }
}
