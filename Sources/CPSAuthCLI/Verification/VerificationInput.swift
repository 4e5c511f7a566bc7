internal import CPSDiagnostics
internal import CPSTrust
internal import Foundation
internal import OpenSSLKit

/// Reads the files of a verification: what is missing is an error, what cannot be read is a reason.
struct VerificationInput {
  /// The longest file, in bytes: the longest revocation list in PEM.
  private static let longestFile = RevocationList.maximumLength * 3 / 2
  private static let pieceLength = 1 << 20

  /// What could not be read.
  private(set) var faults: [PlainReason] = []

  /// The certificates of some files.
  ///
  /// - Throws: ``Diagnostic/inputMissing``.
  mutating func certificates(
    _ paths: [String], named option: String, atMost limit: Int
  ) throws(CPSError) -> [Certificate] {
    try values(
      paths, named: option, atMost: limit, frame: "CERTIFICATE",
      readingDER: { bytes throws(CPSError) in try Certificate(der: bytes) },
      readingPEM: { text throws(CPSError) in try Certificate.all(inPEM: text) })
  }

  /// The revocation lists of some files.
  ///
  /// - Throws: ``Diagnostic/inputMissing``.
  mutating func lists(_ paths: [String], atMost limit: Int) throws(CPSError) -> [RevocationList] {
    try values(
      paths, named: "--crls", atMost: limit, frame: "X509 CRL",
      readingDER: { bytes throws(CPSError) in try RevocationList(der: bytes) },
      readingPEM: { text throws(CPSError) in try RevocationList.all(inPEM: text) })
  }

  /// The answers of status responders in some files, one each.
  ///
  /// - Throws: ``Diagnostic/inputMissing``.
  mutating func statusResponses(_ paths: [String]) throws(CPSError) -> [StatusResponse] {
    var responses: [StatusResponse] = []
    for path in paths {
      let contents = try Self.contents(of: path)
      do throws(CPSError) {
        responses.append(try StatusResponse(der: Array(contents)))
      } catch {
        faults.append(PlainReason(.malformed, detail: "--ocsp: \(error.reason ?? error.diagnostic.code)"))
      }
    }
    return responses
  }

  private mutating func values<Value>(
    _ paths: [String], named option: String, atMost limit: Int, frame: String,
    readingDER: ([UInt8]) throws(CPSError) -> Value, readingPEM: (String) throws(CPSError) -> [Value]
  ) throws(CPSError) -> [Value] {
    var values: [Value] = []
    for path in paths {
      let contents = try Self.contents(of: path)
      do throws(CPSError) {
        guard Self.isText(contents) else {
          values.append(try readingDER(Array(contents)))
          continue
        }
        // Counted first: reading costs.
        let count = Self.count(of: "-----BEGIN \(frame)-----", in: contents)
        guard values.count + count <= limit else {
          faults.append(PlainReason(.bounds, detail: "\(option): more than \(limit)"))
          return []
        }
        values += try readingPEM(String(decoding: contents, as: UTF8.self))
      } catch {
        faults.append(PlainReason(.malformed, detail: "\(option): \(error.reason ?? error.diagnostic.code)"))
      }
    }
    return values
  }

  private static func contents(of path: String) throws(CPSError) -> Data {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw CPSError(.inputMissing, ["path": path])
    }
    defer { try? file.close() }
    var contents = Data()
    do {
      while contents.count <= longestFile, let piece = try file.read(upToCount: pieceLength), !piece.isEmpty {
        contents += piece
      }
    } catch {
      throw CPSError(.inputMissing, ["path": path])
    }
    return contents
  }

  /// Whether it is not DER: a certificate, a list or an answer is a SEQUENCE of 128 bytes or more, and no text
  /// in UTF-8 begins so.
  private static func isText(_ contents: Data) -> Bool {
    let start = Array(contents.prefix(2))
    return start.count == 2 && !(start[0] == 0x30 && start[1] >= 0x80)
  }

  private static func count(of frame: String, in contents: Data) -> Int {
    let frame = Data(frame.utf8)
    var count = 0
    var start = contents.startIndex
    while let found = contents.range(of: frame, in: start..<contents.endIndex) {
      count += 1
      start = found.upperBound
    }
    return count
  }
}
