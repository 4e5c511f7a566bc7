internal import CPSAuth
internal import CPSDiagnostics
internal import CPSProof
internal import Foundation

/// A file with an audit log.
enum AuditFile {
  /// The first bytes of every SQLite database (sqlite.org/fileformat2, section 1.3).
  private static let databaseMagic = Data("SQLite format 3\0".utf8)
  private static let pieceLength = 65_536
  /// Longer than any line of an export, in bytes.
  private static let longestLine = 65_536

  /// Whether the file is an SQLite database.
  ///
  /// - Throws: ``Diagnostic/inputMissing``.
  static func isDatabase(_ path: String) throws(CPSError) -> Bool {
    let file = try open(path)
    defer { try? file.close() }
    return try piece(of: file, path, atMost: databaseMagic.count) == databaseMagic
  }

  /// Verifies an export, line by line, and hands on each entry that was found right.
  ///
  /// - Throws: ``Diagnostic/inputMissing``, ``Diagnostic/inputMalformed``, ``Diagnostic/auditBroken``.
  static func verify(
    exported path: String, environment: TrustEnvironment, expecting head: AuditHead?,
    reading body: (AuditEntry) throws(CPSError) -> Void = { _ in }
  ) throws(CPSError) -> AuditHead? {
    let file = try open(path)
    defer { try? file.close() }
    var verifier = AuditVerifier(environment: environment, expecting: head)
    var pending = Data()
    var lines = 0
    while true {
      let next = try piece(of: file, path, atMost: pieceLength)
      pending += next
      while let end = pending.firstIndex(of: 0x0A) {
        lines += 1
        try check(pending[..<end], lines, &verifier, body)
        pending = Data(pending[pending.index(after: end)...])
      }
      guard pending.count <= longestLine else {
        throw CPSError(.inputMalformed, ["detail": path], reason: "line too long")
      }
      guard next.isEmpty else { continue }
      if !pending.isEmpty { try check(pending, lines + 1, &verifier, body) }
      return try verifier.finish()
    }
  }

  private static func check(
    _ line: Data, _ number: Int, _ verifier: inout AuditVerifier,
    _ body: (AuditEntry) throws(CPSError) -> Void
  ) throws(CPSError) {
    let record: AuditRecord
    do throws(CPSError) {
      record = try AuditLine(reading: String(decoding: line, as: UTF8.self)).record()
      try verifier.check(record)
    } catch  where error.diagnostic == .inputMalformed {
      // Which line it is, in either language.
      throw CPSError(.inputMalformed, ["detail": "JSON Lines, \(number)"], reason: error.description)
    }
    try body(try AuditEntry(encoded: record.content))
  }

  private static func open(_ path: String) throws(CPSError) -> FileHandle {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw CPSError(.inputMissing, ["path": path])
    }
    return file
  }

  private static func piece(
    of file: FileHandle, _ path: String, atMost count: Int
  ) throws(CPSError) -> Data {
    do { return try file.read(upToCount: count) ?? Data() } catch {
      throw CPSError(.inputMissing, ["path": path])
    }
  }
}
