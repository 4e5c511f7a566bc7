internal import SmartCard

/// The directories of PIN objects and private keys.
extension CPS3Files {
  /// AODF: labels, flags, lengths and padding are ASSUMED; numbers and the master file as place are REAL.
  static let authenticationObjects: [UInt8] =
    authenticationObject(
      "Code porteur", authenticatedBy: CPS3Identifiers.puk, CPS3Identifiers.pin, flags: [4], length: 4)
    + authenticationObject(
      "Code de deblocage", authenticatedBy: nil, CPS3Identifiers.puk, flags: [4, 6, 7], length: 8)

  /// PinFlags: 4 initialized, 6 unblocking PIN, 7 security officer; PinType 1 is ASCII digits.
  private static func authenticationObject(
    _ label: String, authenticatedBy other: UInt8?, _ number: UInt8, flags: [Int], length: UInt8
  ) -> [UInt8] {
    let attributes =
      utf8(label) + CPS3Flags.common(isPrivate: true, isModifiable: true) + (other.map { octets([$0]) } ?? [])
    let size = TLVEncoding.object(0x02, [length])
    let pin = sequence(
      CPS3Flags.bits(flags), TLVEncoding.object(0x0A, [0x01]), size, size, size,
      TLVEncoding.object(0x80, [number]), sequence(octets([0x3F, 0x00])))
    return sequence(sequence(attributes), sequence(octets([number])), TLVEncoding.object(0xA1, pin))
  }

  /// PrKDF: CPS_PRIV_SIG, then CPS_PRIV_AUT (order REAL).
  static let privateKeys: [UInt8] = signatureKey + authenticationKey

  /// CPS_PRIV_SIG: every value REAL, put together as the entry below is.
  ///
  /// Access mode bit 5 is pso_cds, usage bit 9 is nonRepudiation.
  private static let signatureKey = signatureKey(reference: CPS3Identifiers.signatureKey)

  static func signatureKey(reference: UInt8) -> [UInt8] {
    let rule = sequence(CPS3Flags.bits([5]), octets([CPS3Identifiers.pin]))
    return privateKey(
      sequence(utf8("CPS_PRIV_SIG"), CPS3Flags.bits([0]), octets([CPS3Identifiers.pin]), sequence(rule)),
      CPS3Identifiers.signatureID, usage: [9], reference: reference)
  }

  /// An entry of PrKDF: attributes, name, usage, native, sensitive and never extracted, an empty path, 2,048
  /// bits; its form is REAL.
  static func privateKey(
    _ attributes: [UInt8], _ identifier: [UInt8], usage: [Int], reference: UInt8
  ) -> [UInt8] {
    // An INTEGER is signed: a reference above 7F has a zero before it.
    let number = TLVEncoding.object(0x02, reference < 0x80 ? [reference] : [0x00, reference])
    return sequence(
      attributes,
      sequence(
        octets(identifier), CPS3Flags.bits(usage), TLVEncoding.object(0x01, [0xFF]),
        CPS3Flags.bits([0, 2, 3]), number),
      TLVEncoding.object(0xA1, sequence(sequence(octets([])), TLVEncoding.object(0x02, [0x08, 0x00]))))
  }

  /// CPS_PRIV_AUT, 91 bytes, byte for byte as on a real card (REAL).
  private static let authenticationKey: [UInt8] =
    [0x30, 0x59, 0x30, 0x2A, 0x0C, 0x0C] + Array("CPS_PRIV_AUT".utf8)
    + [
      0x03, 0x02, 0x05, 0xE0, 0x04, 0x01, 0x01, 0x30, 0x13, 0x30, 0x07, 0x03, 0x02, 0x00, 0x01, 0x04, 0x01,
      0x01, 0x30, 0x08, 0x03, 0x03, 0x06, 0x00, 0x40, 0x04, 0x01, 0x01, 0x30, 0x1F, 0x04, 0x0E,
    ]
    + CPS3Identifiers.authenticationID
    + [
      0x03, 0x02, 0x05, 0x60, 0x01, 0x01, 0xFF, 0x03, 0x02, 0x04, 0xB0, 0x02, 0x02, 0x00, 0x82, 0xA1, 0x0A,
      0x30, 0x08, 0x30, 0x02, 0x04, 0x00, 0x02, 0x02, 0x08, 0x00,
    ]
}
