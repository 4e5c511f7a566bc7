public import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof

extension AuditBeginning {
  private struct Line: Codable {
    let schema: Int
    let after: Int64
    let hash: String
    let excerpt: Bool
  }

  /// Reads the first line of an export that does not begin with the first entry; nil for the line of an entry.
  public init?(reading line: String) {
    let line = try? ProtocolJSON.decode(Line.self, from: Array(line.utf8), otherwise: .inputMalformed)
    guard let line, line.schema == 1, line.after > 0, let hash = Hexadecimal.decode(line.hash),
      hash.count == 32
    else { return nil }
    let head = AuditHead(sequence: line.after, hash: hash)
    self = line.excerpt ? .excerpt(head) : .removed(head)
  }

  /// The first line of an export, without its end; nil where the log begins with its first entry.
  ///
  /// - Throws: ``Diagnostic/internalFault``.
  public func text() throws(CPSError) -> String? {
    guard let origin else { return nil }
    let isExcerpt = if case .excerpt = self { true } else { false }
    let line = Line(
      schema: 1, after: origin.sequence, hash: Hexadecimal.encode(origin.hash), excerpt: isExcerpt)
    return String(decoding: try ProtocolJSON.encode(line), as: UTF8.self)
  }
}
