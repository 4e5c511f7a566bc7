/// The instruction bytes that CPS cards know (ISO/IEC 7816-4, table 4; cps-card.md sections 2 to 6).
enum Instruction {
  static let verify: UInt8 = 0x20
  static let manageSecurityEnvironment: UInt8 = 0x22
  static let changeReferenceData: UInt8 = 0x24
  static let performSecurityOperation: UInt8 = 0x2A
  static let resetRetryCounter: UInt8 = 0x2C
  static let getChallenge: UInt8 = 0x84
  static let internalAuthenticate: UInt8 = 0x88
  static let select: UInt8 = 0xA4
  static let readBinary: UInt8 = 0xB0
  static let getResponse: UInt8 = 0xC0
  static let getData: UInt8 = 0xCB
  static let updateBinary: UInt8 = 0xD6

  /// Those whose P3 is Lc when nothing follows it.
  static let takingData: Set<UInt8> = [
    verify, manageSecurityEnvironment, changeReferenceData, resetRetryCounter, internalAuthenticate, select,
    getData, updateBinary,
  ]

  /// Those whose data field holds a PIN.
  static let takingPIN: Set<UInt8> = [verify, changeReferenceData, resetRetryCounter]
}
