/// Names and numbers of a CPS3 (cps-card.md sections 1 to 3 and 5).
enum CPS3Identifiers {
  /// Answer to reset of the contact card (REAL).
  static let answerToReset: [UInt8] = [
    0x3B, 0xAC, 0x00, 0x40, 0x2A, 0x00, 0x12, 0x25, 0x00, 0x64, 0x80, 0x00, 0x03, 0x10, 0x00, 0x90, 0x00,
  ]
  /// The IAS root application (REAL, EF.ATR tag 4F).
  static let rootApplication: [UInt8] = [0x80, 0x25, 0x00, 0x00, 0x01, 0xFF, 0x01, 0x00]
  /// The PKCS#15 application over contacts (REAL).
  static let contactApplication: [UInt8] = [
    0xE8, 0x28, 0xBD, 0x08, 0x0F, 0x80, 0x25, 0x00, 0x00, 0x01, 0xFF, 0x00, 0x10,
  ]
  /// The PKCS#15 application without contact (REAL); not reachable over contacts here: ASSUMED.
  static let contactlessApplication: [UInt8] = contactApplication.dropLast() + [0x20]
  /// Path of the contact application (REAL).
  static let contactPath: [UInt8] = [0x3F, 0x00, 0x00, 0x01]
  /// Path of the contactless application (ASSUMED).
  static let contactlessPath: [UInt8] = [0x3F, 0x00, 0x00, 0x02]

  /// The holder's PIN and the PUK (REAL).
  static let pin: UInt8 = 1
  static let puk: UInt8 = 2
  /// Security environment that the PIN opens (ASSUMED) and the one that the PUK opens (DED).
  static let pinEnvironment: UInt8 = 1
  static let pukEnvironment: UInt8 = 3
  /// Security environment of the issuer's secure messaging (REAL: rules 45).
  static let issuerEnvironment: UInt8 = 5

  /// Key references (REAL).
  static let signatureKey: UInt8 = 0x81
  static let authenticationKey: UInt8 = 0x82
  /// PKCS#15 iDs of keys and certificates (REAL): the application's name and a number.
  static let signatureID = contactApplication + [0x01]
  static let authenticationID = contactApplication + [0x02]
}
