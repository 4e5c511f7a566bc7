/// Directory files of a card, written object by object.
enum DirectoryEncoding {
  static let authenticationIdentifier: [UInt8] =
    [0xE8, 0x28, 0xBD, 0x08, 0x0F, 0x80, 0x25, 0x00, 0x00, 0x01, 0xFF, 0x00, 0x10, 0x02]
  static let application: [UInt8] = Array(authenticationIdentifier.dropLast())

  /// One object with a length of the shortest form.
  static func object(_ tag: UInt8, _ parts: [UInt8]...) -> [UInt8] {
    let value = parts.flatMap { $0 }
    switch value.count {
    case ..<0x80: return [tag, UInt8(value.count)] + value
    case ..<0x100: return [tag, 0x81, UInt8(value.count)] + value
    default: return [tag, 0x82, UInt8(value.count >> 8 & 0xFF), UInt8(value.count & 0xFF)] + value
    }
  }

  static func sequence(_ parts: [UInt8]...) -> [UInt8] { object(0x30, parts.flatMap { $0 }) }
  static func label(_ text: String) -> [UInt8] { object(0x0C, Array(text.utf8)) }
  static func octets(_ bytes: [UInt8]) -> [UInt8] { object(0x04, bytes) }
  static func path(_ bytes: [UInt8], _ rest: [UInt8] = []) -> [UInt8] { sequence(octets(bytes), rest) }

  /// A record of EF.DIR.
  static func record(_ name: [UInt8], path: [UInt8]?) -> [UInt8] {
    object(0x61, object(0x4F, name), path.map { object(0x51, $0) } ?? [])
  }

  /// EF.ODF with its AODF, PrKDF and CDF at 7001, 7002 and 7004 under `prefix`.
  static func objectDirectory(_ prefix: [UInt8]) -> [UInt8] {
    object(0xA0, path(prefix + [0x70, 0x02])) + object(0xA4, path(prefix + [0x70, 0x04]))
      + object(0xA8, path(prefix + [0x70, 0x01]))
  }

  /// An entry of PrKDF; `usage` is the BIT STRING with its tag.
  static func key(
    _ name: String = "CPS_PRIV_AUT", identifier: [UInt8] = authenticationIdentifier, usage: [UInt8],
    pin: [UInt8] = [0x01], reference: [UInt8] = [0x00, 0x82]
  ) -> [UInt8] {
    sequence(
      sequence(label(name), octets(pin)),
      sequence(octets(identifier), usage, object(0x01, [0xFF]), object(0x02, reference)))
  }

  /// An entry of CDF; `value` is the ObjectValue.
  static func certificate(
    _ name: String = "Certificat", identifier: [UInt8] = authenticationIdentifier, value: [UInt8]
  ) -> [UInt8] {
    sequence(sequence(label(name)), sequence(octets(identifier)), object(0xA1, sequence(value)))
  }

  /// An entry of AODF.
  static func pin(
    identifier: [UInt8] = [0x01], flags: [UInt8], type: UInt8 = 1, minimum: UInt8 = 4, stored: UInt8 = 4,
    maximum: UInt8? = 4, number: UInt8 = 1, filler: UInt8? = nil
  ) -> [UInt8] {
    sequence(
      sequence(label("Code")), sequence(octets(identifier)),
      object(
        0xA1,
        sequence(
          flags, object(0x0A, [type]), object(0x02, [minimum]), object(0x02, [stored]),
          maximum.map { object(0x02, [$0]) } ?? [], object(0x80, [number]),
          filler.map { octets([$0]) } ?? [])))
  }

  static let signing: [UInt8] = [0x03, 0x02, 0x05, 0x60]
  static let nonRepudiation: [UInt8] = [0x03, 0x03, 0x06, 0x00, 0x40]
  static let noFlags: [UInt8] = [0x03, 0x02, 0x03, 0x08]
  static let needsPadding: [UInt8] = [0x03, 0x02, 0x02, 0x0C]
  static let unblocking: [UInt8] = [0x03, 0x02, 0x01, 0x0A]
}
