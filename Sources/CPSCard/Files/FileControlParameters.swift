internal import CPSDiagnostics
internal import SmartCard

/// What SELECT says of a file (ISO/IEC 7816-4, clause 7.4.3).
struct FileControlParameters {
  /// The FCP template.
  private static let controlParameters: TLVTag = 0x62
  /// The FCI template, which a CPS3 may send in its place (cps-card.md section 10, item 16).
  private static let controlInformation: TLVTag = 0x6F
  /// The number of data bytes.
  private static let sizeTag: TLVTag = 0x80

  /// The size of the file, in bytes.
  let size: Int

  /// Reads the answer to SELECT.
  ///
  /// - Throws: ``Diagnostic/malformedTLV`` when there is no size in it.
  init(_ answer: [UInt8]) throws(CPSError) {
    let outer = try TLV.sequence(in: answer)
    guard outer.count == 1, [Self.controlParameters, Self.controlInformation].contains(outer[0].tag) else {
      throw CPSError(.malformedTLV, reason: "no file control parameters")
    }
    size = try TLV.single(Self.sizeTag, in: try outer[0].children()).unsignedNumber()
  }
}
