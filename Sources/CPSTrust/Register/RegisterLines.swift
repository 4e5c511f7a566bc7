internal import CPSDiagnostics

/// Walks the lines of a register file: printable ASCII, each ended by LF.
struct RegisterLines {
  /// One line without its end.
  struct Line {
    /// Where it begins.
    let start: Int
    /// Its bytes.
    let content: ArraySlice<UInt8>

    /// The line that begins at `start`, of bytes that were checked.
    init(_ bytes: [UInt8], from start: Int) {
      self.start = start
      content = bytes[start...].prefix { $0 != RegisterLines.lineFeed }
    }

    /// Its text.
    var text: String { String(decoding: content, as: UTF8.self) }
  }

  /// What stands behind the first word of a heading.
  struct Heading {
    let text: String
    let column: Int
  }

  static let blank: UInt8 = 0x20
  static let end = Array("end ".utf8)
  private static let lineFeed: UInt8 = 0x0A
  /// The longest line, in bytes.
  private static let maximumLineLength = 200

  private let bytes: [UInt8]
  private let name: String
  private var position = 0
  /// The number of the line that was read last, from 1.
  private var number = 0

  /// Checks the bytes and begins before the first line.
  ///
  /// - Throws: ``Diagnostic/registerRefused`` with line and column of the first byte that is not text.
  init(_ bytes: [UInt8], named name: String) throws(CPSError) {
    self.bytes = bytes
    self.name = name
    guard bytes.count <= RegisterExtract.maximumLength else { throw refused("1:1", "too long") }
    var line = 1
    var column = 1
    for byte in bytes {
      guard byte == Self.lineFeed || (0x20...0x7E).contains(byte), column <= Self.maximumLineLength else {
        throw refused("\(line):\(column)", "not a line of printable ASCII")
      }
      (line, column) = byte == Self.lineFeed ? (line + 1, 1) : (line, column + 1)
    }
    guard bytes.last == Self.lineFeed else { throw refused("\(line):\(column)", "the last line has no end") }
  }

  /// The next line; nil after the last.
  mutating func next() -> Line? {
    guard position < bytes.count else { return nil }
    let line = Line(bytes, from: position)
    position = line.content.endIndex + 1
    number += 1
    return line
  }

  /// What stands behind `word` in the next line, which must begin with it.
  @discardableResult
  mutating func heading(_ word: String, _ expected: String? = nil) throws(CPSError) -> Heading {
    guard let line = next(), line.content.starts(with: Array("\(word) ".utf8)) else {
      throw refused("\(max(number, 1)):1", "“\(word)” is expected")
    }
    let heading = Heading(text: String(line.text.dropFirst(word.count + 1)), column: word.utf8.count + 2)
    guard expected == nil || heading.text == expected else { throw refusal("not known", heading) }
    return heading
  }

  func refusal(_ detail: String, _ heading: Heading) -> CPSError {
    refused("\(number):\(heading.column)", detail)
  }

  func refusal(_ detail: String, _ line: Line, column: Int = 1) -> CPSError {
    refused("\(number):\(column)", detail)
  }

  func refusalAtEnd(_ detail: String) -> CPSError { refused("\(number + 1):1", detail) }

  private func refused(_ place: String, _ detail: String) -> CPSError {
    CPSError(.registerRefused, ["place": "\(name):\(place)", "detail": detail], reason: detail)
  }
}
