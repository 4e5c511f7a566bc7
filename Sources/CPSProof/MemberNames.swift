internal import FoundationEssentials

/// Looks for members that occur twice in one JSON object, which RFC 8259, clause 4 leaves to each reader.
///
/// A message must not mean one thing to us and another to whoever stands between. What is not JSON at all is
/// left to the decoder.
enum MemberNames {
  /// The deepest nesting of a message.
  private static let maximumDepth = 32

  /// Whether every object of a text has each member once, and none lies too deep.
  static func areUnique(in bytes: [UInt8]) -> Bool {
    var scan = Scan(bytes: bytes)
    while let byte = scan.next() {
      switch byte {
      case UInt8(ascii: "{"): scan.open(isObject: true)
      case UInt8(ascii: "["): scan.open(isObject: false)
      case UInt8(ascii: "}"), UInt8(ascii: "]"): scan.close()
      case UInt8(ascii: ","): scan.isNameNext = true
      case UInt8(ascii: "\""): guard scan.takeString() else { return false }
      default: break
      }
      guard scan.depth <= maximumDepth else { return false }
    }
    return true
  }

  /// A position in the text, and the names that the objects around it have shown so far.
  private struct Scan {
    let bytes: [UInt8]
    var position = 0
    var isNameNext = false
    /// One set for each object, nil for each array.
    private var names: [Set<String>?] = []

    init(bytes: [UInt8]) { self.bytes = bytes }

    var depth: Int { names.count }

    mutating func next() -> UInt8? {
      guard position < bytes.count else { return nil }
      defer { position += 1 }
      return bytes[position]
    }

    mutating func open(isObject: Bool) {
      names.append(isObject ? [] : nil)
      isNameNext = true
    }

    mutating func close() {
      _ = names.popLast()
      isNameNext = false
    }

    /// Passes over a string whose first quote was taken; false when it is a name that was there before.
    mutating func takeString() -> Bool {
      let start = position - 1
      var isEscaped = false
      while let byte = next() {
        if byte == UInt8(ascii: "\""), !isEscaped { break }
        isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
      }
      guard isNameNext, let last = names.indices.last, names[last] != nil else { return true }
      isNameNext = false
      // The decoder reads escapes, so that a name and its escaped twin are the same name.
      guard let name = try? JSONDecoder().decode(String.self, from: Data(bytes[start..<position])) else {
        return true
      }
      return names[last]?.insert(name).inserted != false
    }
  }
}
