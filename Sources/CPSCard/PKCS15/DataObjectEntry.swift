internal import CPSDiagnostics
internal import SmartCard

/// One opaque data object of DODF (ISO/IEC 7816-15, clause 8.10, OpaqueDO).
struct DataObjectEntry: Sendable, Hashable {
  let attributes: CommonAttributes
  /// The application that it belongs to; nil when the card does not say.
  let application: String?
  /// Where it lies; nil when it is not in a file.
  let file: ReferencedFile?

  init(_ object: TLV) throws(CPSError) {
    var members = try ObjectCursor(object)
    attributes = try CommonAttributes(try members.take(.sequence))
    var classMembers = try ObjectCursor(try members.take(.sequence))
    application = classMembers.takeIfPresent(.utf8String).map { String(decoding: $0.value, as: UTF8.self) }
    _ = members.takeIfPresent(.context(0))
    var typeMembers = try ObjectCursor(try members.take(.context(1)))
    file = try typeMembers.takeIfPresent(.sequence).map { (path) throws(CPSError) in
      try ReferencedFile(path)
    }
  }
}
