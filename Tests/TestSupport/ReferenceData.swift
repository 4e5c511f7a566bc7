private import Foundation

/// The reference data beside a checkout, `../shared/data`, which is not part of the project.
public enum ReferenceData {
  /// Whether it is there.
  public static let isPresent = FileManager.default.fileExists(atPath: root.path)

  /// What the test runner shows beside a skipped test.
  public static let absence = "the reference data ../shared/data is not here"

  private static let root = PackageRoot.url.deletingLastPathComponent().appending(path: "shared/data")

  /// The path of a file.
  public static func path(_ relative: String) -> String { root.appending(path: relative).path }

  /// The contents of a file.
  public static func bytes(_ relative: String) throws -> [UInt8] {
    Array(try Data(contentsOf: root.appending(path: relative)))
  }

  /// The names of the files in a folder, in order.
  public static func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path(folder)).sorted()
  }
}
