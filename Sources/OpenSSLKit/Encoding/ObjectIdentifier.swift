/// An object identifier (ITU-T X.660), by its arcs in dotted notation.
public struct ObjectIdentifier: Sendable, Hashable, CustomStringConvertible, ExpressibleByStringLiteral {
  /// Dotted notation, such as `2.5.4.3`.
  public let description: String

  /// The longest contents that are read, in bytes, and the largest arc: 63 bits.
  private static let maximumLength = 64

  /// An identifier written in the source; text that is no identifier equals none that was read.
  public init(stringLiteral text: String) { description = text }

  /// Reads contents octets (X.690, clause 8.19); nil unless each arc is shortest and complete.
  init?(derContents contents: ArraySlice<UInt8>) {
    guard Self.areWellFormed(contents) else { return nil }
    var text: [UInt8] = []
    // Each octet becomes at most three digits, its dot included, and the first two arcs share one.
    text.reserveCapacity(3 * contents.count + 2)
    var arc: UInt64 = 0
    for byte in contents {
      arc = arc << 7 | UInt64(byte & 0x7F)
      guard byte & 0x80 == 0 else { continue }
      if text.isEmpty {
        let root = min(arc / 40, 2)
        text.append(UInt8(0x30 + root))
        arc -= root * 40
      }
      text.append(0x2E)
      Self.append(arc, to: &text)
      arc = 0
    }
    description = String(decoding: text, as: UTF8.self)
  }

  /// Whether contents octets hold at least one arc, and each shortest, complete and below 2⁶³.
  static func areWellFormed(_ contents: some Collection<UInt8>) -> Bool {
    guard !contents.isEmpty, contents.count <= maximumLength else { return false }
    var arc: UInt64 = 0
    var isInside = false
    for byte in contents {
      guard isInside || byte != 0x80, arc < 1 << 56 else { return false }
      isInside = byte & 0x80 != 0
      arc = isInside ? arc << 7 | UInt64(byte & 0x7F) : 0
    }
    return !isInside
  }

  private static func append(_ number: UInt64, to text: inout [UInt8]) {
    if number >= 10 { append(number / 10, to: &text) }
    text.append(UInt8(0x30 + number % 10))
  }

  /// The contents octets; nil for text that is no identifier.
  var derContents: [UInt8]? {
    let arcs = description.split(separator: ".", omittingEmptySubsequences: false).map { UInt64($0) }
    // What is read is written: the first two arcs share a number below 2⁶³.
    guard arcs.count >= 2, let root = arcs[0], let second = arcs[1], root < 3, second < (1 << 63) - 80,
      root == 2 || second < 40
    else { return nil }
    var contents: [UInt8] = []
    for arc in [root * 40 + second] + arcs.dropFirst(2) {
      guard let arc else { return nil }
      var groups = [UInt8(arc & 0x7F)]
      var rest = arc >> 7
      while rest > 0 {
        groups.append(UInt8(rest & 0x7F) | 0x80)
        rest >>= 7
      }
      contents += groups.reversed()
    }
    return contents
  }
}
