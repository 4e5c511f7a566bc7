import Foundation
import TestSupport

/// The certificates of the reference data beside a checkout, which are not part of the project.
enum SharedData {
  static let root = PackageRoot.url.deletingLastPathComponent().appending(path: "shared/data/igc")

  static let isPresent = FileManager.default.fileExists(atPath: root.path)

  static func path(_ name: String) -> String { root.appending(path: name).path }

  static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: root.appending(path: name)))
  }

  static func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path(folder)).sorted()
  }
}
