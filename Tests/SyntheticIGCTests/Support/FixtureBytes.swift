import Foundation

/// Reads a file of the fixtures.
enum FixtureBytes {
  static func read(_ path: String) -> [UInt8]? { FileManager.default.contents(atPath: path).map(Array.init) }
}
