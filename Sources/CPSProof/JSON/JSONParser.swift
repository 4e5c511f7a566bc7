/// A position in a JSON text that is read once, from its beginning to its end.
struct JSONParser {
  /// Anything that the grammar does not have.
  struct Malformed: Error {}

  /// From how many members on their names are looked for in a set.
  private static let manyMembers = 16

  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  private var byte: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// Takes the one value that the text is.
  mutating func takeText() throws(Malformed) -> JSONValue {
    skipBlanks()
    let value = try takeValue(depth: 0)
    guard position == bytes.count else { throw Malformed() }
    return value
  }

  /// Takes a value and the blanks behind it.
  private mutating func takeValue(depth: Int) throws(Malformed) -> JSONValue {
    defer { skipBlanks() }
    switch byte {
    case UInt8(ascii: "{"): return .object(try takeObject(depth: depth + 1))
    case UInt8(ascii: "["): return .array(try takeArray(depth: depth + 1))
    case UInt8(ascii: "\""):
      let (place, isEscaped) = try takeString()
      return .string(place, isEscaped: isEscaped)
    case UInt8(ascii: "t"): return .boolean(try take("true", meaning: true))
    case UInt8(ascii: "f"): return .boolean(try take("false", meaning: false))
    case UInt8(ascii: "n"): return try take("null", meaning: .null)
    default: return .number(try takeNumber())
    }
  }

  private mutating func takeObject(depth: Int) throws(Malformed) -> [JSONMember] {
    var members: [JSONMember] = []
    var names: Set<String> = []
    try takeList(from: "{", to: "}", depth: depth) { (text) throws(Malformed) in
      let name = try text.takeName()
      if members.count == Self.manyMembers { names = Set(members.map(\.name)) }
      let isNew =
        members.count < Self.manyMembers
        ? !members.contains { $0.name == name } : names.insert(name).inserted
      guard isNew else { throw Malformed() }
      text.skipBlanks()
      try text.take(":")
      text.skipBlanks()
      members.append(JSONMember(name: name, value: try text.takeValue(depth: depth)))
    }
    return members
  }

  private mutating func takeArray(depth: Int) throws(Malformed) -> [JSONValue] {
    var elements: [JSONValue] = []
    try takeList(from: "[", to: "]", depth: depth) { (text) throws(Malformed) in
      elements.append(try text.takeValue(depth: depth))
    }
    return elements
  }

  /// Takes what stands between two brackets, with a comma between each two, and none at the end.
  private mutating func takeList(
    from open: StaticString, to close: Unicode.Scalar, depth: Int,
    _ element: (inout JSONParser) throws(Malformed) -> Void
  ) throws(Malformed) {
    guard depth <= JSONDocument.maximumDepth else { throw Malformed() }
    try take(open)
    skipBlanks()
    if takes(UInt8(ascii: close)) { return }
    repeat {
      skipBlanks()
      try element(&self)
    } while takes(UInt8(ascii: ","))
    guard takes(UInt8(ascii: close)) else { throw Malformed() }
  }

  /// Takes a string (RFC 8259, clause 7) and gives its place between the quotes.
  private mutating func takeString() throws(Malformed) -> (Range<Int>, isEscaped: Bool) {
    try take("\"")
    let start = position
    var isEscaped = false
    while true {
      skipPlainText()
      guard let next = byte, next >= 0x20 else { throw Malformed() }
      position += 1
      if next == UInt8(ascii: "\"") { return (start..<position - 1, isEscaped) }
      isEscaped = true
      try takeEscaped()
    }
  }

  /// Goes on to the next byte that is a quote, a backslash, or not allowed in a string.
  private mutating func skipPlainText() {
    position = bytes.withUnsafeBufferPointer { [position] bytes in
      var place = position
      while place < bytes.count {
        let byte = bytes[place]
        if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { break }
        place += 1
      }
      return place
    }
  }

  private mutating func takeEscaped() throws(Malformed) {
    switch byte {
    case UInt8(ascii: "u"):
      position += 1
      for _ in 0..<4 { try takeHexadecimal() }
    case let escaped? where #""\/bfnrt"#.utf8.contains(escaped): position += 1
    default: throw Malformed()
    }
  }

  /// Takes a string and gives what it says: a name and its escaped twin are the same name.
  private mutating func takeName() throws(Malformed) -> String {
    let (place, isEscaped) = try takeString()
    guard isEscaped else { return String(decoding: bytes[place], as: UTF8.self) }
    guard let name = JSONEscape.unescaped(bytes[place]) else { throw Malformed() }
    return String(decoding: name, as: UTF8.self)
  }

  private mutating func takeHexadecimal() throws(Malformed) {
    guard let digit = byte, "0123456789abcdefABCDEF".utf8.contains(digit) else { throw Malformed() }
    position += 1
  }

  /// Takes a number (RFC 8259, clause 6).
  private mutating func takeNumber() throws(Malformed) -> Range<Int> {
    let start = position
    _ = takes(UInt8(ascii: "-"))
    if !takes(UInt8(ascii: "0")) { try takeDigits() }
    if takes(UInt8(ascii: ".")) { try takeDigits() }
    if takes(UInt8(ascii: "e")) || takes(UInt8(ascii: "E")) {
      if !takes(UInt8(ascii: "+")) { _ = takes(UInt8(ascii: "-")) }
      try takeDigits()
    }
    return start..<position
  }

  private mutating func takeDigits() throws(Malformed) {
    let start = position
    while let digit = byte, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) { position += 1 }
    guard position > start else { throw Malformed() }
  }

  private mutating func take<Meaning>(_ word: StaticString, meaning: Meaning) throws(Malformed) -> Meaning {
    try take(word)
    return meaning
  }

  private mutating func take(_ word: StaticString) throws(Malformed) {
    for place in 0..<word.utf8CodeUnitCount {
      guard takes(word.utf8Start[place]) else { throw Malformed() }
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
