public import CPSDiagnostics

/// One element of the Distinguished Encoding Rules (ITU-T X.690, clause 10): a tag and its contents.
///
/// Made only from bytes that keep the rules at every level: definite and shortest lengths, nothing left over,
/// shortest integers, booleans of 00 or FF, well-formed object identifiers, primitive strings, members of a
/// SET in ascending order. libcrypto tolerates most of the deviations, and two readers that see different
/// things in the same bytes are how one person is taken for another.
public struct DERElement: Sendable, Hashable {
  /// How deep elements may lie in one another.
  ///
  /// Certificates need 11. Attack case HC-11.
  public static let maximumDepth = 24

  /// The identifier octet: class, constructed bit and number; numbers above 30 are refused.
  public let tag: UInt8
  /// What lies between the length and the end.
  public let contents: ArraySlice<UInt8>

  let whole: ArraySlice<UInt8>

  /// The element from its tag to its end.
  public var encoding: [UInt8] { Array(whole) }

  /// Whether the contents are elements themselves.
  public var isConstructed: Bool { tag & 0x20 != 0 }

  /// The element that `bytes` is, all of it.
  ///
  /// - Throws: ``Diagnostic/encodingNotDER``.
  public init(_ bytes: [UInt8]) throws(CPSError) { try self.init(bytes[...]) }

  /// The element that `bytes` is, all of it.
  ///
  /// - Throws: ``Diagnostic/encodingNotDER``.
  public init(_ bytes: ArraySlice<UInt8>) throws(CPSError) {
    var rest = bytes
    let element = try Self.first(of: &rest)
    guard rest.isEmpty else { throw Self.failure("trailing bytes") }
    try element.check(depth: 0)
    self = element
  }

  /// The elements inside a constructed one; none in a primitive one.
  ///
  /// - Throws: nothing for an element that was made by the public initialisers.
  public func children() throws(CPSError) -> [DERElement] {
    guard isConstructed else { return [] }
    var rest = contents
    var children: [DERElement] = []
    while !rest.isEmpty { children.append(try Self.first(of: &rest)) }
    return children
  }

  private init(tag: UInt8, contents: ArraySlice<UInt8>, whole: ArraySlice<UInt8>) {
    self.tag = tag
    self.contents = contents
    self.whole = whole
  }

  /// Takes the first element off `rest`, looking at tag and length alone.
  static func first(of rest: inout ArraySlice<UInt8>) throws(CPSError) -> DERElement {
    let start = rest
    guard let tag = rest.popFirst(), let first = rest.popFirst() else { throw failure("cut short") }
    guard tag & 0x1F != 0x1F, tag != 0 else { throw failure("tag \(tag)") }
    var length = Int(first)
    if first >= 0x80 {
      let count = Int(first & 0x7F)
      guard (1...4).contains(count), rest.count >= count else { throw failure("length of length \(count)") }
      length = rest.prefix(count).reduce(0) { $0 << 8 | Int($1) }
      guard rest.first != 0, length >= 0x80 else { throw failure("length not shortest") }
      rest = rest.dropFirst(count)
    }
    guard rest.count >= length else { throw failure("cut short") }
    let contents = rest.prefix(length)
    rest = rest.dropFirst(length)
    return DERElement(tag: tag, contents: contents, whole: start[..<rest.startIndex])
  }

  /// Holds the element, and everything in it, against the rules.
  func check(depth: Int) throws(CPSError) {
    let start = contents.startIndex - whole.startIndex
    let fault = whole.withUnsafeBufferPointer { bytes in
      DERRules(bytes).fault(in: DERCursor.Element(tag: tag, contents: start..<bytes.count), depth: depth)
    }
    if let fault { throw Self.failure(fault) }
  }

  static func failure(_ detail: String) -> CPSError {
    CPSError(.encodingNotDER, ["detail": detail], reason: detail)
  }
}
