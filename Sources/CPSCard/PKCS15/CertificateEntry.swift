internal import CPSDiagnostics
internal import SmartCard

/// One X.509 certificate of CDF (ISO/IEC 7816-15, clause 8.7).
struct CertificateEntry: Sendable, Hashable {
  let attributes: CommonAttributes
  /// What pairs it with its key.
  let identifier: [UInt8]
  /// Where it lies; nil when it is not in a file.
  let file: ReferencedFile?

  init(_ object: TLV) throws(CPSError) {
    var members = try ObjectCursor(object)
    attributes = try CommonAttributes(try members.take(.sequence))
    var certificateMembers = try ObjectCursor(try members.take(.sequence))
    identifier = Array(try certificateMembers.take(.octetString).value)
    _ = members.takeIfPresent(.context(0))
    var typeMembers = try ObjectCursor(try members.take(.context(1)))
    var valueMembers = try ObjectCursor(try typeMembers.take(.sequence))
    file = try valueMembers.takeIfPresent(.sequence).map { (path) throws(CPSError) in
      try ReferencedFile(path)
    }
  }

  /// The certificate of the key with `identifier`.
  ///
  /// - Throws: ``Diagnostic/cardIncomplete`` unless there is exactly one (attack case HC-30).
  static func certificate(
    of identifier: [UInt8], among entries: [CertificateEntry]
  ) throws(CPSError) -> CertificateEntry {
    let paired = entries.filter { $0.identifier == identifier }
    guard let entry = paired.first, paired.count == 1 else {
      throw CPSError(
        .cardIncomplete, ["element": "CDF"], reason: "\(paired.count) candidates")
    }
    return entry
  }
}
