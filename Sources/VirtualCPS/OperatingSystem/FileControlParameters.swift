internal import SmartCard

/// The file control parameters that SELECT answers with (ISO/IEC 7816-4, clause 7.4; cps-card.md section 2.3).
extension VirtualCardFile {
  /// The FCP of an elementary file: 39 bytes, REAL for EF.DIR, EF.ATR and EF.SN.
  ///
  /// Files without a short identifier show 88 01 00: ASSUMED.
  var controlParameters: [UInt8] {
    TLVEncoding.object(
      0x62,
      TLVEncoding.object(0x80, [UInt8(content.count >> 8 & 0xFF), UInt8(content.count & 0xFF)]),
      TLVEncoding.object(0x82, [0x01]),
      TLVEncoding.object(0x83, [UInt8(identifier >> 8), UInt8(identifier & 0xFF)]),
      TLVEncoding.object(0x88, [(shortIdentifier ?? 0) << 3]),
      TLVEncoding.object(
        0xA1, TLVEncoding.object(0x8C, access.ruleBytes),
        TLVEncoding.object(0x9C, contactlessAccess.ruleBytes)),
      TLVEncoding.object(0x8A, [0x05]))
  }
}

extension VirtualCardDirectory {
  /// The FCP of a dedicated file; that of a real card is unknown: ASSUMED.
  ///
  /// Access mode 7F: delete, terminate, activate, deactivate, create DF, create EF, delete child, all never.
  var controlParameters: [UInt8] {
    let nothing = [0x7F] + [UInt8](repeating: SecurityCondition.never.rawValue, count: 7)
    return TLVEncoding.object(
      0x62,
      TLVEncoding.object(0x82, [0x38]),
      TLVEncoding.object(0x83, [UInt8(identifier >> 8), UInt8(identifier & 0xFF)]),
      TLVEncoding.object(0x84, name),
      TLVEncoding.object(0xA1, TLVEncoding.object(0x8C, nothing), TLVEncoding.object(0x9C, nothing)),
      TLVEncoding.object(0x8A, [0x05]))
  }
}
