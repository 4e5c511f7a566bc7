public import CPSDiagnostics

/// One BER-TLV data object read from a card (ISO/IEC 7816-4, clause 5.2.2).
///
/// Reading is total and bounded: definite lengths of at most four bytes, tags of at most three, 16 levels,
/// and never more memory than the input. Attack cases HC-10, HC-11.
public struct TLV: Sendable, Hashable {
  /// How deep objects may contain objects.
  public static let maximumDepth = 16

  /// The tag.
  public let tag: TLVTag
  /// The value field.
  public let value: ArraySlice<UInt8>
  /// The whole object, tag and length included.
  public let encoded: ArraySlice<UInt8>
  private let depth: Int

  /// Reads all objects of `bytes`, which must be used up.
  ///
  /// - Throws: ``Diagnostic/malformedTLV``.
  public static func sequence(in bytes: [UInt8]) throws(CPSError) -> [TLV] {
    try sequence(in: bytes[...], depth: 0)
  }

  /// Reads the objects at the start of a file that may be filled up: stops at the first 00 or FF in place of
  /// a tag, and demands that nothing else follows it (attack case HC-13).
  ///
  /// - Throws: ``Diagnostic/malformedTLV``.
  public static func sequence(inPaddedFile bytes: [UInt8]) throws(CPSError) -> [TLV] {
    var rest = bytes[...]
    var objects: [TLV] = []
    while let first = rest.first {
      if first == 0x00 || first == 0xFF {
        guard rest.allSatisfy({ $0 == first }) else {
          throw CPSError(.malformedTLV, reason: "data after the filling of a file")
        }
        break
      }
      objects.append(try next(in: &rest, depth: 0))
    }
    return objects
  }

  /// The objects inside this one.
  ///
  /// - Throws: ``Diagnostic/malformedTLV``, also beyond ``maximumDepth``.
  public func children() throws(CPSError) -> [TLV] { try Self.sequence(in: value, depth: depth + 1) }

  /// The single object with `tag` among `objects`.
  ///
  /// - Throws: ``Diagnostic/malformedTLV`` when it is missing or doubled: the first is never taken silently
  ///   (attack case HC-12).
  public static func single(_ tag: TLVTag, in objects: [TLV]) throws(CPSError) -> TLV {
    guard let found = try optional(tag, in: objects) else {
      throw CPSError(.malformedTLV, reason: "no object \(String(tag.rawValue, radix: 16))")
    }
    return found
  }

  /// The object with `tag` among `objects`, nil when there is none.
  ///
  /// - Throws: ``Diagnostic/malformedTLV`` when it is doubled.
  public static func optional(_ tag: TLVTag, in objects: [TLV]) throws(CPSError) -> TLV? {
    let found = objects.filter { $0.tag == tag }
    guard found.count <= 1 else {
      throw CPSError(.malformedTLV, reason: "object \(String(tag.rawValue, radix: 16)) doubled")
    }
    return found.first
  }

  private static func sequence(in bytes: ArraySlice<UInt8>, depth: Int) throws(CPSError) -> [TLV] {
    guard depth <= maximumDepth else { throw CPSError(.malformedTLV, reason: "nested too deep") }
    var rest = bytes
    var objects: [TLV] = []
    while !rest.isEmpty { objects.append(try next(in: &rest, depth: depth)) }
    return objects
  }

  private static func next(in rest: inout ArraySlice<UInt8>, depth: Int) throws(CPSError) -> TLV {
    let whole = rest
    let tag = try takeTag(from: &rest)
    let length = try takeLength(from: &rest)
    guard length <= rest.count else { throw CPSError(.malformedTLV, reason: "length beyond the input") }
    let value = rest.prefix(length)
    rest = rest.dropFirst(length)
    return TLV(tag: tag, value: value, encoded: whole.prefix(whole.count - rest.count), depth: depth)
  }

  private static func takeTag(from rest: inout ArraySlice<UInt8>) throws(CPSError) -> TLVTag {
    guard let first = rest.popFirst() else { throw CPSError(.malformedTLV, reason: "no tag") }
    guard first & 0x1F == 0x1F else { return TLVTag(rawValue: UInt32(first)) }
    var value = UInt32(first)
    for _ in 0..<2 {
      guard let byte = rest.popFirst() else { throw CPSError(.malformedTLV, reason: "tag cut short") }
      value = value << 8 | UInt32(byte)
      if byte & 0x80 == 0 { return TLVTag(rawValue: value) }
    }
    throw CPSError(.malformedTLV, reason: "tag of more than three bytes")
  }

  private static func takeLength(from rest: inout ArraySlice<UInt8>) throws(CPSError) -> Int {
    guard let first = rest.popFirst() else { throw CPSError(.malformedTLV, reason: "no length") }
    if first < 0x80 { return Int(first) }
    let count = Int(first & 0x7F)
    guard (1...4).contains(count), count <= rest.count else {
      throw CPSError(.malformedTLV, reason: "length of \(count) bytes")
    }
    let length = rest.prefix(count).reduce(0) { $0 << 8 | Int($1) }
    rest = rest.dropFirst(count)
    return length
  }
}
