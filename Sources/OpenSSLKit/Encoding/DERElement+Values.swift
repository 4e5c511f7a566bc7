public import CPSPrimitives

extension DERElement {
  /// An OBJECT IDENTIFIER; nil for another type.
  public var objectIdentifier: ObjectIdentifier? {
    tag == 0x06 ? ObjectIdentifier(derContents: contents) : nil
  }

  /// An OCTET STRING; nil for another type.
  public var octetString: [UInt8]? { tag == 0x04 ? Array(contents) : nil }

  /// A BOOLEAN; nil for another type.
  public var boolean: Bool? { tag == 0x01 ? contents == [0xFF] : nil }

  /// An INTEGER from 0 to 2³¹ − 1; nil for another type or value.
  public var smallInteger: Int? {
    guard tag == 0x02, contents.count <= 4, let first = contents.first, first < 0x80 else { return nil }
    return contents.reduce(0) { $0 << 8 | Int($1) }
  }

  /// The bytes of a BIT STRING whose number of bits is a multiple of eight; nil for anything else.
  public var wholeBytes: [UInt8]? {
    tag == 0x03 && contents.first == 0 ? Array(contents.dropFirst()) : nil
  }

  /// The text of a UTF8String, PrintableString, IA5String or NumericString; nil for another type, and for
  /// bytes that are not in the repertoire of that type.
  public var text: String? {
    NameStringType(tag: tag).flatMap { $0.text(of: contents) }
  }

  /// A UTCTime or a GeneralizedTime in the forms of RFC 5280, clause 4.1.2.5; nil for anything else.
  public var moment: Timestamp? {
    let century: String
    switch (tag, contents.count, contents.first) {
    case (0x17, 13, .some(let decade)): century = decade < 0x35 ? "20" : "19"
    case (0x18, 15, _): century = ""
    default: return nil
    }
    guard contents.last == 0x5A, contents.dropLast().allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    let digits = Array(century.utf8) + contents.dropLast()
    let parts = [0..<4, 4..<6, 6..<8, 8..<10, 10..<12, 12..<14].map {
      String(decoding: digits[$0], as: UTF8.self)
    }
    return Timestamp(
      rfc3339: "\(parts[0])-\(parts[1])-\(parts[2])T\(parts[3]):\(parts[4]):\(parts[5])Z")
  }
}
