internal import CPSAuth
internal import CPSDiagnostics
internal import Foundation

/// A file with an audit log that was exported as JSON Lines.
struct AuditFile: Sendable {
  /// The first bytes of every SQLite database (sqlite.org/fileformat2, section 1.3).
  private static let databaseMagic = Data("SQLite format 3\0".utf8)
  private static let pieceLength = 65_536
  /// Longer than any line of an export, in bytes.
  private static let longestLine = 65_536

  let path: String

  /// Whether a file is an SQLite database.
  ///
  /// - Throws: ``Diagnostic/inputMissing``.
  static func isDatabase(_ path: String) throws(CPSError) -> Bool {
    let file = AuditFile(path: path)
    let handle = try file.open()
    defer { try? handle.close() }
    return try file.piece(of: handle, atMost: databaseMagic.count) == databaseMagic
  }

  /// Where the log begins, which the first line says unless it begins with the first entry.
  ///
  /// - Throws: ``Diagnostic/inputMissing``, ``Diagnostic/inputMalformed``.
  func beginning() throws(CPSError) -> AuditBeginning {
    var found: AuditBeginning?
    try forEachLine { (line, _) in
      found = AuditBeginning(reading: line)
      return false
    }
    return found ?? .genesis
  }

  /// Hands on every record, in order.
  ///
  /// - Throws: ``Diagnostic/inputMissing``, ``Diagnostic/inputMalformed``, and what `body` throws.
  func forEach(_ body: (AuditRecord) throws(CPSError) -> Void) throws(CPSError) {
    try forEachLine { (line, number) throws(CPSError) in
      if number == 1, AuditBeginning(reading: line) != nil { return true }
      try body(try record(line, number))
      return true
    }
  }

  private func record(_ line: String, _ number: Int) throws(CPSError) -> AuditRecord {
    do { return try AuditLine(reading: line).record() } catch {
      // Which line it is, in either language.
      throw CPSError(.inputMalformed, ["detail": "JSON Lines, \(number)"], reason: error.description)
    }
  }

  /// Hands on every line with its number, until `body` has enough.
  private func forEachLine(_ body: (String, Int) throws(CPSError) -> Bool) throws(CPSError) {
    let file = try open()
    defer { try? file.close() }
    var pending = Data()
    var lines = 0
    while true {
      let next = try piece(of: file, atMost: Self.pieceLength)
      pending += next
      while let end = pending.firstIndex(of: 0x0A) {
        lines += 1
        guard try body(String(decoding: pending[..<end], as: UTF8.self), lines) else { return }
        pending = Data(pending[pending.index(after: end)...])
      }
      guard pending.count <= Self.longestLine else {
        throw CPSError(.inputMalformed, ["detail": path], reason: "line too long")
      }
      guard next.isEmpty else { continue }
      if !pending.isEmpty { _ = try body(String(decoding: pending, as: UTF8.self), lines + 1) }
      return
    }
  }

  private func open() throws(CPSError) -> FileHandle {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw CPSError(.inputMissing, ["path": path])
    }
    return file
  }

  private func piece(of file: FileHandle, atMost count: Int) throws(CPSError) -> Data {
    do { return try file.read(upToCount: count) ?? Data() } catch {
      throw CPSError(.inputMissing, ["path": path])
    }
  }
}
