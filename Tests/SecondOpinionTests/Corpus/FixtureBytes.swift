import Foundation
import TestSupport

/// Files of the fixtures.
enum FixtureBytes {
  static func of(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: PackageRoot.path("Fixtures/\(name)"))))
  }
}
