internal import CPSDiagnostics

/// What a reader says that it can do by itself (PC/SC part 10, section 2.2: GET_FEATURE_REQUEST).
struct ReaderFeatures: Sendable, Hashable {
  /// CM_IOCTL_GET_FEATURE_REQUEST: SCARD_CTL_CODE(3400), which pcsclite makes 0x42000000 + 3400 (reader.h).
  static let request: UInt32 = 0x4200_0000 + 3_400
  /// FEATURE_VERIFY_PIN_DIRECT.
  private static let verifyPINDirect: UInt8 = 0x06
  /// FEATURE_GET_TLV_PROPERTIES.
  private static let tlvProperties: UInt8 = 0x12

  /// The control code by which it verifies a PIN typed at it; nil when it cannot, or must not be let.
  let verifyPIN: UInt32?

  /// Nothing.
  static let none = ReaderFeatures(verifyPIN: nil)

  /// Asks a reader; whatever goes wrong, it has no features (attack case HR-15).
  static func ask(_ card: CardHandle, of reader: ReaderName) -> ReaderFeatures {
    guard let answer = try? card.control(request), let codes = controlCodes(in: answer),
      let verify = codes[verifyPINDirect]
    else { return .none }
    let properties = codes[tlvProperties].flatMap { try? card.control($0) } ?? []
    let model = ReaderProperties(properties).model
    guard PINPadQuirk.quirk(of: model, named: reader) == nil else { return .none }
    return ReaderFeatures(verifyPIN: verify)
  }

  /// The control codes by feature: elements of a tag, the length 4 and a code, highest byte first.
  ///
  /// Nil for a list of another form, or that names a feature twice: none of it is believed then.
  static func controlCodes(in list: [UInt8]) -> [UInt8: UInt32]? {
    guard list.count.isMultiple(of: 6) else { return nil }
    var codes: [UInt8: UInt32] = [:]
    for start in stride(from: 0, to: list.count, by: 6) {
      let code = list[(start + 2)..<(start + 6)].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
      guard list[start + 1] == 4, codes.updateValue(code, forKey: list[start]) == nil else { return nil }
    }
    return codes
  }
}
