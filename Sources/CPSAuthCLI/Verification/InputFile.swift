internal import CPSDiagnostics
internal import Foundation

/// A file that a command is given, read whole.
enum InputFile {
  private static let pieceLength = 1 << 20

  /// The contents of a file, or of a pipe.
  ///
  /// - Throws: ``Diagnostic/inputMissing``; ``Diagnostic/inputMalformed`` for more than `limit` bytes.
  static func contents(of path: String, atMost limit: Int) throws(CPSError) -> [UInt8] {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw CPSError(.inputMissing, ["path": path])
    }
    defer { try? file.close() }
    var contents = Data()
    do {
      while contents.count <= limit, let piece = try file.read(upToCount: pieceLength), !piece.isEmpty {
        contents += piece
      }
    } catch {
      throw CPSError(.inputMissing, ["path": path])
    }
    guard contents.count <= limit else {
      throw CPSError(.inputMalformed, ["detail": path], reason: "more than \(limit) bytes")
    }
    return Array(contents)
  }
}
