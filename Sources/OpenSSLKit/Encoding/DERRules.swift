/// Holds an encoding against the rules of DER at every level, without making an object of any element.
///
/// It is the hottest loop of a login after the arithmetic of the signatures (tools/bench).
struct DERRules {
  private let bytes: UnsafeBufferPointer<UInt8>

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// What is wrong with an element or with any inside it, if anything; `depth` is how deep it lies itself.
  func fault(in element: DERCursor.Element, depth: Int) -> String? {
    guard depth <= DERElement.maximumDepth else { return "depth" }
    if element.tag & 0x20 != 0, let fault = faultOfMembers(of: element, depth: depth) { return fault }
    return element.tag & 0xC0 == 0 ? universalFault(element) : nil
  }

  private func faultOfMembers(of element: DERCursor.Element, depth: Int) -> String? {
    var cursor = DERCursor(bytes, element.contents)
    var previous: Range<Int>?
    while !cursor.isAtEnd {
      let start = cursor.rest.lowerBound
      guard let member = cursor.next() else { return "tag or length" }
      if let fault = fault(in: member, depth: depth + 1) { return fault }
      let whole = start..<cursor.rest.lowerBound
      // X.690, clause 11.6; no type of X.509 is a SET rather than a SET OF.
      if element.tag == 0x31, let previous, bytes[whole].lexicographicallyPrecedes(bytes[previous]) {
        return "members of a set out of order"
      }
      previous = whole
    }
    return nil
  }

  /// What is wrong with an element of the universal class, if anything (ITU-T X.690, clauses 8, 10 and 11).
  private func universalFault(_ element: DERCursor.Element) -> String? {
    let (tag, contents) = (element.tag, element.contents)
    let mustBeConstructed = tag & 0x1F == 0x10 || tag & 0x1F == 0x11
    guard (tag & 0x20 != 0) == mustBeConstructed else { return "constructed bit of tag \(tag)" }
    return switch tag {
    case 0x01: isWellFormedBoolean(contents) ? nil : "boolean"
    case 0x02, 0x0A: DERCursor.isShortestInteger(bytes, contents) ? nil : "integer not shortest"
    case 0x03: isWellFormedBitString(contents) ? nil : "bit string"
    case 0x05: contents.isEmpty ? nil : "null with contents"
    case 0x17, 0x18: DERCursor.isMoment(bytes, DERCursor.Element(tag: tag, contents: contents)) ? nil : "time"
    case 0x06: ObjectIdentifier.areWellFormed(bytes[contents]) ? nil : "object identifier"
    default: nil
    }
  }

  private func isWellFormedBoolean(_ contents: Range<Int>) -> Bool {
    contents.count == 1 && (bytes[contents.lowerBound] == 0x00 || bytes[contents.lowerBound] == 0xFF)
  }

  private func isWellFormedBitString(_ contents: Range<Int>) -> Bool {
    guard let start = contents.first, bytes[start] < 8 else { return false }
    let unused = bytes[start]
    guard contents.count > 1 else { return unused == 0 }
    return bytes[contents.upperBound - 1] & (1 << unused - 1) == 0
  }
}
