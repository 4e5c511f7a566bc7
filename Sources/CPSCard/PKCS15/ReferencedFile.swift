internal import CPSDiagnostics
internal import SmartCard

/// Where an object's content lies: a file, or a part of one (ISO/IEC 7816-15, clause 8.2, Path).
struct ReferencedFile: Sendable, Hashable {
  /// The file.
  let path: CardPath
  /// The part of the file that is meant, in bytes; nil when it is the whole.
  let part: Range<Int>?

  init(_ object: TLV) throws(CPSError) {
    var members = try ObjectCursor(object)
    path = try CardPath(try members.take(.octetString).value)
    guard let index = members.takeIfPresent(.integer) else {
      part = nil
      return
    }
    let start = try index.unsignedNumber()
    let count = try members.take(.primitiveContext(0)).unsignedNumber()
    part = start..<(start + count)
  }

  /// The content out of the whole file.
  ///
  /// - Throws: ``Diagnostic/lengthMismatch`` when the part reaches beyond the file.
  func content(of file: [UInt8]) throws(CPSError) -> [UInt8] {
    guard let part else { return file }
    guard part.upperBound <= file.count else {
      throw CPSError(.lengthMismatch, reason: "part \(part) of a file of \(file.count) bytes")
    }
    return Array(file[part])
  }
}
