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
    guard !contents.isEmpty, contents.count <= Self.maximumLength else { return nil }
    var arcs: [UInt64] = []
    var arc: UInt64 = 0
    var isInside = false
    for byte in contents {
      guard isInside || byte != 0x80, arc < 1 << 56 else { return nil }
      arc = arc << 7 | UInt64(byte & 0x7F)
      isInside = byte & 0x80 != 0
      if !isInside {
        arcs.append(arc)
        arc = 0
      }
    }
    guard !isInside, let first = arcs.first else { return nil }
    let root = min(first / 40, 2)
    arcs.replaceSubrange(0..<1, with: [root, first - root * 40])
    description = arcs.map(String.init).joined(separator: ".")
  }

  /// The contents octets; nil for text that is no identifier.
  var derContents: [UInt8]? {
    let arcs = description.split(separator: ".", omittingEmptySubsequences: false).map { UInt64($0) }
    guard arcs.count >= 2, let root = arcs[0], let second = arcs[1], root < 3, second < 1 << 32,
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
