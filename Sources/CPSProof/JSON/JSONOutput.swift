/// A value that is to be written as JSON.
enum JSONOutput {
  case null
  case boolean(Bool)
  case integer(Int64)
  case unsigned(UInt64)
  case double(Double)
  case text(String)
  /// An array of numbers.
  case bytes([UInt8])
  /// Whatever was encoded there by now.
  case encoded(JSONValueEncoder)

  /// Appends the text of the value (RFC 8259), members in lexicographic order.
  func append(to text: inout [UInt8]) {
    switch self {
    case .null: text += "null".utf8
    case .boolean(let value): text += (value ? "true" : "false").utf8
    case .integer(let value): text += String(value).utf8
    case .unsigned(let value): text += String(value).utf8
    case .double(let value):
      let digits = value.description
      text += (digits.hasSuffix(".0") ? digits.dropLast(2) : digits[...]).utf8
    case .text(let value): Self.append(value, to: &text)
    case .bytes(let values):
      Self.append(values, from: "[", to: "]", in: &text) { $1 += String($0).utf8 }
    case .encoded(let encoder): encoder.append(to: &text)
    }
  }

  /// Appends members between braces.
  static func append(_ members: [(name: String, value: JSONOutput)], to text: inout [UInt8]) {
    append(members.sorted { $0.name < $1.name }, from: "{", to: "}", in: &text) { member, text in
      append(member.name, to: &text)
      text.append(UInt8(ascii: ":"))
      member.value.append(to: &text)
    }
  }

  /// Appends elements between brackets.
  static func append(_ elements: [JSONOutput], to text: inout [UInt8]) {
    append(elements, from: "[", to: "]", in: &text) { $0.append(to: &$1) }
  }

  private static func append<Element>(
    _ elements: [Element], from open: Unicode.Scalar, to close: Unicode.Scalar, in text: inout [UInt8],
    _ write: (Element, inout [UInt8]) -> Void
  ) {
    text.append(UInt8(ascii: open))
    for (place, element) in elements.enumerated() {
      if place > 0 { text.append(UInt8(ascii: ",")) }
      write(element, &text)
    }
    text.append(UInt8(ascii: close))
  }

  private static func append(_ value: String, to text: inout [UInt8]) {
    text.append(UInt8(ascii: "\""))
    JSONEscape.append(value, to: &text)
    text.append(UInt8(ascii: "\""))
  }
}
