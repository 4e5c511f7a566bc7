internal import SmartCard

/// Contents of the files that describe a CPS3 (cps-card.md sections 3.1 to 3.3).
enum CPS3Files {
  private typealias Identifiers = CPS3Identifiers

  /// EF.DIR, 65 bytes in hexadecimal: the contactless record first, and both records name the contact
  /// application in their tag 73 (REAL; order DED).
  static let directory: [UInt8] =
    record(Identifiers.contactlessApplication, "CPX IAS CL", Identifiers.contactlessPath)
    + record(Identifiers.contactApplication, "CPX IAS", Identifiers.contactPath)

  private static func record(_ name: [UInt8], _ label: String, _ path: [UInt8]) -> [UInt8] {
    TLVEncoding.object(
      0x61, TLVEncoding.object(0x4F, name), TLVEncoding.object(0x50, Array(label.utf8)),
      TLVEncoding.object(0x51, path),
      TLVEncoding.object(0x73, TLVEncoding.object(0x4F, Identifiers.contactApplication)))
  }

  /// EF.ATR, 39 bytes in hexadecimal: a category byte, then objects (REAL).
  static let answerToResetFile: [UInt8] = [
    0x80, 0x43, 0x01, 0xB8, 0x46, 0x04, 0x04, 0xB0, 0xEC, 0xC1, 0x47, 0x03, 0x94, 0x01, 0x80, 0x4F, 0x08,
    0x80, 0x25, 0x00, 0x00, 0x01, 0xFF, 0x01, 0x00, 0xE0, 0x10, 0x02, 0x02, 0x01, 0x04, 0x02, 0x02, 0x01,
    0x04, 0x02, 0x02, 0x01, 0x00, 0x02, 0x02, 0x01, 0x00, 0x78, 0x08, 0x06, 0x06, 0x2B, 0x81, 0x22, 0xF8,
    0x78, 0x02, 0x82, 0x02, 0x90, 0x00,
  ]

  /// EF.ODF: where the directories lie; the identifiers of 7003 to 7005 are ASSUMED, and so is that paths are
  /// absolute.
  static let objectDirectory: [UInt8] = [
    (UInt8(0xA0), UInt16(0x7002)), (0xA1, 0x7003), (0xA4, 0x7004), (0xA7, 0x7005), (0xA8, 0x7001),
  ].flatMap { TLVEncoding.object(.init(rawValue: UInt32($0.0)), path($0.1, in: Identifiers.contactPath)) }

  /// EF.CIAInfo: no serial number inside (REAL), the list of algorithms without which OpenSC cannot sign, and
  /// a label that is ASSUMED.
  static let tokenInformation = tokenInformation("CPS3", CardAlgorithm.cps3)

  static func tokenInformation(_ label: String, _ algorithms: [CardAlgorithm]) -> [UInt8] {
    sequence(
      TLVEncoding.object(0x02, [0x01]), utf8("ASIP Sante"), TLVEncoding.object(0x80, Array(label.utf8)),
      TLVEncoding.object(0x03, [0x04, 0x10]), TLVEncoding.object(0xA2, algorithms.flatMap(\.entry)))
  }

  /// PuKDF: empty, since public keys are read from the certificates (cps-card.md section 3.3).
  static let publicKeys = [UInt8](repeating: 0, count: 16)

  /// CDF: the labels are ASSUMED, save that the first must hold "Sign".
  static let certificates: [UInt8] =
    certificate("Certificat de Signature CPS", Identifiers.signatureID, 0xD001)
    + certificate("Certificat d'Authentification CPS", Identifiers.authenticationID, 0xD002)

  static func certificate(
    _ label: String, _ identifier: [UInt8], _ file: UInt16, in directory: [UInt8] = Identifiers.contactPath
  ) -> [UInt8] {
    sequence(
      sequence(utf8(label)), sequence(octets(identifier)),
      TLVEncoding.object(0xA1, sequence(path(file, in: directory))))
  }

  /// DODF: application name CPS (READ); identifiers as far as ``CardDataObject`` says.
  static func dataObjects(_ objects: [CardDataObject]) -> [UInt8] { objects.flatMap(entry) }

  private static func entry(_ object: CardDataObject) -> [UInt8] {
    let flags = CPS3Flags.common(isPrivate: object.isPrivate, isModifiable: object.isModifiable)
    let attributes = utf8(object.label) + flags + (object.isPrivate ? octets([Identifiers.pin]) : [])
    return sequence(
      sequence(attributes), sequence(utf8("CPS")),
      TLVEncoding.object(0xA1, path(object.identifier, in: Identifiers.contactPath)))
  }

  static func sequence(_ parts: [UInt8]...) -> [UInt8] { TLVEncoding.object(0x30, parts.flatMap { $0 }) }
  static func utf8(_ text: String) -> [UInt8] { TLVEncoding.object(0x0C, Array(text.utf8)) }
  static func octets(_ bytes: [UInt8]) -> [UInt8] { TLVEncoding.object(0x04, bytes) }

  static func path(_ file: UInt16, in directory: [UInt8]) -> [UInt8] {
    sequence(octets(directory + [UInt8(file >> 8), UInt8(file & 0xFF)]))
  }
}
