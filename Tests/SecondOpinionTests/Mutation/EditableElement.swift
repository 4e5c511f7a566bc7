import OpenSSLKit

/// An element of DER that may be changed into something that is none.
///
/// What lies encoded inside an OCTET STRING or a BIT STRING counts as its members, too: so are the values of
/// extensions and the key reached.
struct EditableElement {
  /// How the length is written.
  enum LengthForm { case shortest, padded, indefinite, tooLong, tooShort }

  var tag: UInt8
  var form = LengthForm.shortest
  /// What stands before the members: the count of unused bits of a BIT STRING.
  var prefix: [UInt8] = []
  /// Contents that are no elements; nil where there are members.
  var bytes: [UInt8]?
  var members: [EditableElement] = []

  init(_ element: DERElement) throws {
    tag = element.tag
    if element.isConstructed {
      members = try element.children().map { try EditableElement($0) }
    } else if let (prefix, inner) = Self.wrapped(in: element) {
      self.prefix = prefix
      members = [try EditableElement(inner)]
    } else {
      bytes = Array(element.contents)
    }
  }

  init(tag: UInt8, bytes: [UInt8]) {
    self.tag = tag
    self.bytes = bytes
  }

  init(tag: UInt8, members: [EditableElement]) {
    self.tag = tag
    self.members = members
  }

  /// The element that a string of bytes or bits holds: constructed ones only, so that few bytes that look like
  /// an element by accident are left as they are.
  private static func wrapped(in element: DERElement) -> (prefix: [UInt8], DERElement)? {
    let prefix: [UInt8] = element.tag == 0x03 ? [0] : []
    guard element.tag == 0x04 || (element.tag == 0x03 && element.contents.first == 0),
      let inner = try? DERElement(element.contents.dropFirst(prefix.count)), inner.isConstructed
    else { return nil }
    return (prefix, inner)
  }

  var encoding: [UInt8] {
    let contents = prefix + (bytes ?? members.flatMap(\.encoding))
    let plain = DEREncoding.element(tag, contents)
    let header = plain.count - contents.count
    switch form {
    case .shortest: return plain
    case .padded: return [tag, 0x84] + Self.fourBytes(of: contents.count) + contents
    case .indefinite: return [tag, 0x80] + contents + [0, 0]
    case .tooLong: return Self.with(plain, lengthBy: 1, header: header)
    case .tooShort: return Self.with(plain, lengthBy: 0xFF, header: header)
    }
  }

  private static func fourBytes(of count: Int) -> [UInt8] {
    withUnsafeBytes(of: UInt32(truncatingIfNeeded: count).bigEndian) { Array($0) }
  }

  private static func with(_ encoding: [UInt8], lengthBy step: UInt8, header: Int) -> [UInt8] {
    var changed = encoding
    changed[header - 1] &+= step
    return changed
  }
}

extension EditableElement {
  /// The number of elements, this one and all inside it.
  var count: Int { members.reduce(1) { $0 + $1.count } }

  /// Changes the element at a place in the order of the encoding, 0 for this one.
  mutating func edit(at place: Int, _ change: (inout EditableElement) -> Void) {
    guard place > 0 else { return change(&self) }
    var rest = place - 1
    for index in members.indices {
      let count = members[index].count
      if rest < count { return members[index].edit(at: rest, change) }
      rest -= count
    }
  }
}
