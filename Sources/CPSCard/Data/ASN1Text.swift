internal import CPSDiagnostics
internal import SmartCard

/// The strings in a piece of ASN.1 whose form is not known (ISO/IEC 8825-1, clause 8.23).
enum ASN1Text {
  private static let utf8String: TLVTag = 0x0C
  private static let printableString: TLVTag = 0x13
  private static let ia5String: TLVTag = 0x16
  private static let visibleString: TLVTag = 0x1A

  /// The strings in the order in which they stand; none when `bytes` is not well-formed, or filled up.
  static func all(in bytes: [UInt8]) -> [String] {
    guard let objects = try? TLV.sequence(inPaddedFile: bytes),
      let texts = try? objects.flatMap(texts)
    else { return [] }
    return texts
  }

  private static func texts(_ object: TLV) throws(CPSError) -> [String] {
    switch object.tag {
    case utf8String, printableString, ia5String, visibleString:
      // A string that is none stays among the bytes.
      return String(validating: object.value, as: UTF8.self).map { [$0] } ?? []
    default:
      guard object.tag.isConstructed else { return [] }
      var texts: [String] = []
      for child in try object.children() { texts += try self.texts(child) }
      return texts
    }
  }
}
