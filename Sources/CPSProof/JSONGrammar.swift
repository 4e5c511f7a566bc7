internal import FoundationEssentials

/// The grammar of RFC 8259, in UTF-8 and without a byte order mark (clause 8.1), each member once in its object.
///
/// Decoders read more than that, each in its own way: UTF-16, a comma behind the last member, a member that occurs
/// twice (clause 4). A message must not mean one thing to us and another to whoever stands between.
enum JSONGrammar {
  /// The deepest nesting of a message.
  static let maximumDepth = 32

  /// Whether a text is one JSON value of this form.
  static func accepts(_ bytes: [UInt8]) -> Bool {
    guard String(validating: bytes, as: UTF8.self) != nil else { return false }
    var text = JSONText(bytes)
    do {
      try text.takeValue(depth: 0)
      return text.isAtEnd
    } catch {
      return false
    }
  }
}

/// A position in a text that is read once, from its beginning to its end.
private struct JSONText {
  /// Anything that the grammar does not have.
  struct Malformed: Error {}

  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    skipBlanks()
  }

  var isAtEnd: Bool { position == bytes.count }

  private var byte: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// Takes a value and the blanks behind it.
  mutating func takeValue(depth: Int) throws(Malformed) {
    switch byte {
    case UInt8(ascii: "{"): try takeObject(depth: depth + 1)
    case UInt8(ascii: "["): try takeArray(depth: depth + 1)
    case UInt8(ascii: "\""): _ = try takeString()
    case UInt8(ascii: "t"): try take("true")
    case UInt8(ascii: "f"): try take("false")
    case UInt8(ascii: "n"): try take("null")
    default: try takeNumber()
    }
    skipBlanks()
  }

  private mutating func takeObject(depth: Int) throws(Malformed) {
    var names: Set<String> = []
    try takeList(from: "{", to: "}", depth: depth) { (text) throws(Malformed) in
      guard text.byte == UInt8(ascii: "\"") else { throw Malformed() }
      let name = try text.takeName()
      guard names.insert(name).inserted else { throw Malformed() }
      text.skipBlanks()
      try text.take(":")
      text.skipBlanks()
      try text.takeValue(depth: depth)
    }
  }

  private mutating func takeArray(depth: Int) throws(Malformed) {
    try takeList(from: "[", to: "]", depth: depth) { (text) throws(Malformed) in
      try text.takeValue(depth: depth)
    }
  }

  /// Takes what stands between two brackets, with a comma between each two, and none at the end.
  private mutating func takeList(
    from open: StaticString, to close: Unicode.Scalar, depth: Int,
    _ element: (inout JSONText) throws(Malformed) -> Void
  ) throws(Malformed) {
    guard depth <= JSONGrammar.maximumDepth else { throw Malformed() }
    try take(open)
    skipBlanks()
    if takes(UInt8(ascii: close)) { return }
    repeat {
      skipBlanks()
      try element(&self)
    } while takes(UInt8(ascii: ","))
    guard takes(UInt8(ascii: close)) else { throw Malformed() }
  }

  /// Takes a string (RFC 8259, clause 7) and gives its place, quotes included.
  private mutating func takeString() throws(Malformed) -> Range<Int> {
    let start = position
    try take("\"")
    while !takes(UInt8(ascii: "\"")) {
      guard let next = byte, next >= 0x20 else { throw Malformed() }
      position += 1
      guard next == UInt8(ascii: "\\") else { continue }
      switch byte {
      case UInt8(ascii: "u"):
        position += 1
        for _ in 0..<4 { try takeHexadecimal() }
      case let escaped? where #""\/bfnrt"#.utf8.contains(escaped): position += 1
      default: throw Malformed()
      }
    }
    return start..<position
  }

  /// Takes a string and gives what it says: a name and its escaped twin are the same name.
  private mutating func takeName() throws(Malformed) -> String {
    let written = bytes[try takeString()]
    // A decoder for each name would take longer than the one that reads the whole message afterwards.
    guard written.contains(UInt8(ascii: "\\")) else {
      return String(decoding: written.dropFirst().dropLast(), as: UTF8.self)
    }
    guard let name = try? JSONDecoder().decode(String.self, from: Data(written)) else { throw Malformed() }
    return name
  }

  private mutating func takeHexadecimal() throws(Malformed) {
    guard let digit = byte, "0123456789abcdefABCDEF".utf8.contains(digit) else { throw Malformed() }
    position += 1
  }

  /// Takes a number (RFC 8259, clause 6).
  private mutating func takeNumber() throws(Malformed) {
    _ = takes(UInt8(ascii: "-"))
    if !takes(UInt8(ascii: "0")) { try takeDigits() }
    if takes(UInt8(ascii: ".")) { try takeDigits() }
    if takes(UInt8(ascii: "e")) || takes(UInt8(ascii: "E")) {
      if !takes(UInt8(ascii: "+")) { _ = takes(UInt8(ascii: "-")) }
      try takeDigits()
    }
  }

  private mutating func takeDigits() throws(Malformed) {
    let start = position
    while let digit = byte, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) { position += 1 }
    guard position > start else { throw Malformed() }
  }

  private mutating func take(_ word: StaticString) throws(Malformed) {
    for expected in word.description.utf8 {
      guard takes(expected) else { throw Malformed() }
    }
  }

  /// Takes one byte if it is the next.
  private mutating func takes(_ expected: UInt8) -> Bool {
    guard byte == expected else { return false }
    position += 1
    return true
  }

  private mutating func skipBlanks() {
    while let next = byte, next == 0x20 || next == 0x09 || next == 0x0A || next == 0x0D { position += 1 }
  }
}
