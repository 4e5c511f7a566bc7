internal import CPSDiagnostics
internal import SmartCard

/// One record of EF.DIR: an application of the card (ISO/IEC 7816-4, clause 12.2.2).
struct ApplicationRecord {
  private static let template: TLVTag = 0x61
  private static let nameTag: TLVTag = 0x4F
  private static let pathTag: TLVTag = 0x51

  /// The PKCS#15 application for contacts, "CPX IAS" (cps-card.md section 2.1).
  static let contactName: [UInt8] = [
    0xE8, 0x28, 0xBD, 0x08, 0x0F, 0x80, 0x25, 0x00, 0x00, 0x01, 0xFF, 0x00, 0x10,
  ]

  /// Its name (AID).
  let name: [UInt8]
  /// Where it lies.
  let location: ApplicationLocation

  private init(_ object: TLV) throws(CPSError) {
    let members = try object.children()
    name = Array(try TLV.single(Self.nameTag, in: members).value)
    guard let path = try TLV.optional(Self.pathTag, in: members), !path.value.isEmpty else {
      location = .name(name)
      return
    }
    location = .path(try CardPath(path.value).resolved(from: .masterFile))
  }

  /// The record of the application `name` in the content of EF.DIR.
  ///
  /// - Throws: ``Diagnostic/malformedTLV``; ``Diagnostic/cardIncomplete`` unless there is exactly one.
  static func find(_ name: [UInt8], in content: [UInt8]) throws(CPSError) -> ApplicationRecord {
    var found: [ApplicationRecord] = []
    for object in try TLV.sequence(inPaddedFile: content) where object.tag == template {
      let record = try ApplicationRecord(object)
      if record.name == name { found.append(record) }
    }
    guard let record = found.first, found.count == 1 else {
      throw CPSError(
        .cardIncomplete, ["element": "EF.DIR"], reason: "\(found.count) records of the application")
    }
    return record
  }
}
