private import CPSDiagnostics
private import FoundationEssentials
private import OpenSSLKit
private import SyntheticIGC

/// Writes `Fixtures/pki` and `Fixtures/cards` from the private keys that lie there, and makes keys that do not.
@main struct MakeSyntheticIGC {
  static func main() throws {
    guard CommandLine.arguments.count == 2, let folder = CommandLine.arguments.last else {
      throw CPSError(.usage, ["detail": "make-synthetic-igc FIXTURES"], reason: "make-synthetic-igc FIXTURES")
    }
    let files = try FixtureFiles { request throws(CPSError) in
      guard let data = FileManager.default.contents(atPath: "\(folder)/\(request.path)") else {
        return try PrivateKey.generateRSA(bits: request.bits)
      }
      return try PrivateKey(pem: String(decoding: data, as: UTF8.self))
    }
    for (path, bytes) in files.contents {
      let file = URL(filePath: "\(folder)/\(path)")
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: file, options: .atomic)
    }
  }
}
