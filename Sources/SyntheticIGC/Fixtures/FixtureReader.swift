internal import CPSDiagnostics
internal import FoundationEssentials

/// Reads files of the fixtures.
enum FixtureReader {
  static func bytes(_ path: String) throws(CPSError) -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw CPSError(.inputMissing, ["path": path])
    }
    return Array(data)
  }

  static func text(_ path: String) throws(CPSError) -> String {
    String(decoding: try bytes(path), as: UTF8.self)
  }
}
