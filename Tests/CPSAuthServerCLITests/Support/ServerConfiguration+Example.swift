import CPSDiagnostics
import Foundation
import TestSupport

@testable import CPSAuthServerCLI

extension ServerConfiguration {
  /// The example of the documentation, as its text: whoever checked the sources out may let others write to them.
  static func example() throws -> ServerConfiguration {
    let path = PackageRoot.path("docs/examples/cpsauth-server.yaml")
    return try ServerConfiguration(Array(try Data(contentsOf: URL(filePath: path))), named: path)
  }
}
