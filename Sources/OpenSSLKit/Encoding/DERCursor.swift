/// Walks over the elements of a long encoding without making an object for each.
struct DERCursor {
  /// One element: where its contents lie.
  struct Element {
    let tag: UInt8
    let contents: Range<Int>
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  /// What has not been walked over.
  private(set) var rest: Range<Int>

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>? = nil) {
    self.bytes = bytes
    rest = range ?? 0..<bytes.count
  }

  var isAtEnd: Bool { rest.isEmpty }

  /// The next element; nil for what does not keep the rules of tags and lengths (ITU-T X.690, clause 10.1).
  mutating func next() -> Element? {
    guard rest.count >= 2 else { return nil }
    let tag = bytes[rest.lowerBound]
    guard tag & 0x1F != 0x1F, tag != 0 else { return nil }
    var length = Int(bytes[rest.lowerBound + 1])
    var start = rest.lowerBound + 2
    if length >= 0x80 {
      let count = length & 0x7F
      guard (1...4).contains(count), rest.upperBound - start >= count, bytes[start] != 0 else { return nil }
      length = 0
      for index in start..<(start + count) { length = length << 8 | Int(bytes[index]) }
      guard length >= 0x80 else { return nil }
      start += count
    }
    guard rest.upperBound - start >= length else { return nil }
    rest = (start + length)..<rest.upperBound
    return Element(tag: tag, contents: start..<(start + length))
  }

  /// Whether the contents of an INTEGER are the shortest for their number (clause 8.3.2).
  static func isShortestInteger(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    guard !range.isEmpty else { return false }
    guard range.count > 1 else { return true }
    let (first, second) = (bytes[range.lowerBound], bytes[range.lowerBound + 1])
    return !(first == 0x00 && second < 0x80) && !(first == 0xFF && second >= 0x80)
  }

  /// Whether it is a UTCTime or a GeneralizedTime in the forms of RFC 5280, clause 4.1.2.5.
  static func isMoment(_ bytes: UnsafeBufferPointer<UInt8>, _ element: Element) -> Bool {
    let range = element.contents
    let hasCentury = element.tag == 0x18
    guard hasCentury || element.tag == 0x17, range.count == (hasCentury ? 15 : 13),
      bytes[range.upperBound - 1] == 0x5A,
      range.dropLast().allSatisfy({ (0x30...0x39).contains(bytes[$0]) })
    else { return false }
    func number(_ index: Int) -> Int {
      let offset = range.lowerBound + index + (hasCentury ? 2 : 0)
      return Int(bytes[offset] - 0x30) * 10 + Int(bytes[offset + 1] - 0x30)
    }
    let century =
      hasCentury
      ? Int(bytes[range.lowerBound] - 0x30) * 10 + Int(bytes[range.lowerBound + 1] - 0x30)
      : number(0) < 50 ? 20 : 19
    let (year, month, day) = (century * 100 + number(0), number(2), number(4))
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...12).contains(month) && (1...lengths[month - 1]).contains(day) && number(6) < 24
      && number(8) < 60 && number(10) < 60
  }
}
