import Foundation
import TestSupport

/// The sources of the only room that speaks to OpenSSL.
enum ProductSources {
  static func openSSLKit() throws -> [(name: String, text: String)] {
    try ["OpenSSLKit", "COpenSSL"].flatMap { target in
      let root = PackageRoot.url.appending(path: "Sources/\(target)")
      let names = try FileManager.default.subpathsOfDirectory(atPath: root.path)
      return try names.filter { $0.hasSuffix(".swift") || $0.hasSuffix(".h") }.map { name in
        (name, try String(contentsOf: root.appending(path: name), encoding: .utf8))
      }
    }
  }
}
