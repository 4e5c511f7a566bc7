internal import SmartCard

/// GET DATA of PIN and key objects (cps-card.md sections 5 and 6.5).
extension IASCommands {
  /// The class byte of an object tag BF cc nn, with its continuation bit.
  private static let pinClass: UInt8 = 0x81
  private static let privateKeyClass: UInt8 = 0x90

  /// The parts of an object that can be asked for: a tag and 80 for "whole".
  private enum Part {
    static let parameters: [UInt8] = [0xA0, 0x80]
    static let pinLengths: [UInt8] = [0x7F, 0x41, 0x80]
    static let privateKey: [UInt8] = [0x7F, 0x48, 0x80]
  }

  /// Answers `4D { 70 { BF cc nn { part } } }`; objects are found only where they lie: PIN objects in the
  /// master file, keys in their application.
  func getData(_ command: ReceivedCommand, on card: CardOperatingSystem) -> Outcome {
    guard command.parameters == 0x3FFF else { return .status(.wrongParameters) }
    guard let request = Self.request(in: command.data) else { return .status(.wrongData) }
    let name: [UInt8] = [0xBF, request.objectClass, request.number]
    let answer: [UInt8]
    switch request.objectClass {
    case Self.pinClass:
      guard card.state.directory.isEmpty, let pin = card.image.pin(request.number) else {
        return .status(.referencedDataNotFound)
      }
      guard let found = Self.part(request.part, of: pin) else { return .status(.referencedDataNotFound) }
      answer = found
    case Self.privateKeyClass:
      guard let found = card.currentKey(0x80 | request.number) else {
        return .status(.referencedDataNotFound)
      }
      guard request.part == Part.parameters else {
        // The private key itself never leaves; 6A88 here would make OpenSC give the card up (CONF-O).
        return .status(request.part == Part.privateKey ? .wrongData : .referencedDataNotFound)
      }
      answer = Self.parameters(of: found.rules)
    default: return .status(.referencedDataNotFound)
    }
    let tag = name.reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    return .result(TLVEncoding.object(0x70, TLVEncoding.object(TLVTag(rawValue: tag), answer)))
  }

  private struct Request {
    let objectClass: UInt8
    let number: UInt8
    let part: [UInt8]
  }

  private static func request(in data: [UInt8]) -> Request? {
    guard let list = try? TLV.sequence(in: data), list.count == 1, list[0].tag == 0x4D,
      let templates = try? list[0].children(), templates.count == 1, templates[0].tag == 0x70,
      let objects = try? templates[0].children(), objects.count == 1
    else { return nil }
    let tag = objects[0].tag.rawValue
    guard tag >> 16 == 0xBF else { return nil }
    return Request(
      objectClass: UInt8(tag >> 8 & 0xFF), number: UInt8(tag & 0xFF), part: Array(objects[0].value))
  }

  private static func part(_ part: [UInt8], of pin: VirtualCardPIN) -> [UInt8]? {
    switch part {
    case Part.parameters: parameters(of: pin)
    case Part.pinLengths: lengths(of: pin)
    default: nil
    }
  }

  /// Maximum and remaining tries, uses left where they are counted, and the access rules, whose layout is
  /// REAL: change, verify, reset, put, get.
  private static func parameters(of pin: VirtualCardPIN) -> [UInt8] {
    let uses = pin.usesLeft.map { TLVEncoding.object(0x9D, [UInt8($0 >> 8), UInt8($0 & 0xFF)]) } ?? []
    let rules = [pin.change, .always, pin.reset, .never, .always].map(\.rawValue)
    return TLVEncoding.object(
      0xA0, TLVEncoding.object(0x9A, [pin.maximumTries]), TLVEncoding.object(0x9B, [pin.triesLeft]), uses,
      TLVEncoding.object(0xA1, TLVEncoding.object(0x8C, [0xF3] + rules)))
  }

  /// Longest and shortest value; the answer of a real card is unknown: ASSUMED.
  private static func lengths(of pin: VirtualCardPIN) -> [UInt8] {
    let length = UInt8(pin.digits.utf8.count)
    return TLVEncoding.object(
      0x7F41, TLVEncoding.object(0x80, [length]), TLVEncoding.object(0x81, [length]))
  }

  /// Size of the modulus in bytes and the access rules: sign, authenticate, decipher, put, get; ASSUMED.
  private static func parameters(of key: VirtualCardKey) -> [UInt8] {
    let rules = [key.sign, key.authenticate, key.decipher, .never, .always].map(\.rawValue)
    return TLVEncoding.object(
      0xA0, TLVEncoding.object(0x80, [0x01, 0x00]),
      TLVEncoding.object(0xA1, TLVEncoding.object(0x8C, [0xF3] + rules)))
  }
}
