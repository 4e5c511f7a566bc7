/// A JSON text that was read once from its beginning to its end.
///
/// The grammar of RFC 8259, in UTF-8 and without a byte order mark (clause 8.1), each member once in its object, nested
/// ``maximumDepth`` times at most. Whatever decodes a message decodes what was judged here, so that it cannot mean one
/// thing to us and another to whoever stands between (clause 4).
struct JSONDocument: Sendable {
  /// The deepest nesting of a message.
  static let maximumDepth = 32

  /// What the text says.
  let root: JSONValue
  private let bytes: [UInt8]

  /// Reads a text; nil for any other than one value of this form.
  init?(_ bytes: [UInt8]) {
    guard String(validating: bytes, as: UTF8.self) != nil else { return nil }
    var parser = JSONParser(bytes)
    guard let root = try? parser.takeText() else { return nil }
    self.root = root
    self.bytes = bytes
  }

  /// What a string says; nil where an escape names half of a surrogate pair (clause 8.2).
  func text(_ place: Range<Int>, isEscaped: Bool) -> String? {
    isEscaped
      ? JSONEscape.unescaped(bytes[place]).map { String(decoding: $0, as: UTF8.self) }
      : String(decoding: bytes[place], as: UTF8.self)
  }

  /// The number at a place as an integer; nil for one that is none, or that the type cannot hold.
  func integer<Number: FixedWidthInteger>(_ place: Range<Int>) -> Number? {
    // One that is written with a fraction or an exponent may be an integer, too.
    Number(digits(place)) ?? double(place).flatMap(Number.init(exactly:))
  }

  /// The number at a place; nil for one that is too large.
  func double(_ place: Range<Int>) -> Double? { Double(digits(place)).flatMap { $0.isFinite ? $0 : nil } }

  private func digits(_ place: Range<Int>) -> String { String(decoding: bytes[place], as: UTF8.self) }
}
