/// Decodes one value of a message that was read (``JSONDocument``).
struct JSONValueDecoder: Decoder {
  let document: JSONDocument
  let value: JSONValue

  /// Where in the message this is: not said, as no error of ours says so.
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  /// The root of a message.
  init(_ document: JSONDocument) { self.init(document, document.root) }

  init(_ document: JSONDocument, _ value: JSONValue) {
    self.document = document
    self.value = value
  }

  func container<Key: CodingKey>(keyedBy _: Key.Type) throws -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(JSONMemberDecoder(try members()))
  }

  /// The members of an object.
  func members() throws -> JSONMembers {
    guard case .object(let members) = value else { throw Self.mismatch("an object") }
    return JSONMembers(document, members)
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard case .array(let elements) = value else { throw Self.mismatch("an array") }
    return JSONElementDecoder(document, elements)
  }

  func singleValueContainer() -> any SingleValueDecodingContainer { self }

  static func mismatch(_ expected: String) -> DecodingError {
    .dataCorrupted(DecodingError.Context(codingPath: [], debugDescription: "not \(expected)"))
  }
}

extension JSONValueDecoder: SingleValueDecodingContainer {
  func decodeNil() -> Bool { if case .null = value { true } else { false } }

  func decode(_: Bool.Type) throws -> Bool {
    guard case .boolean(let boolean) = value else { throw Self.mismatch("true or false") }
    return boolean
  }

  func decode(_: String.Type) throws -> String {
    guard case .string(let place, let isEscaped) = value,
      let text = document.text(place, isEscaped: isEscaped)
    else { throw Self.mismatch("a text") }
    return text
  }

  func decode(_: Double.Type) throws -> Double {
    guard case .number(let place) = value, let number = document.double(place) else {
      throw Self.mismatch("a number")
    }
    return number
  }

  func decode(_: Float.Type) throws -> Float {
    let number = Float(try decode(Double.self))
    guard number.isFinite else { throw Self.mismatch("a number") }
    return number
  }

  func decode(_: Int.Type) throws -> Int { try integer() }
  func decode(_: Int8.Type) throws -> Int8 { try integer() }
  func decode(_: Int16.Type) throws -> Int16 { try integer() }
  func decode(_: Int32.Type) throws -> Int32 { try integer() }
  func decode(_: Int64.Type) throws -> Int64 { try integer() }
  func decode(_: UInt.Type) throws -> UInt { try integer() }
  func decode(_: UInt8.Type) throws -> UInt8 { try integer() }
  func decode(_: UInt16.Type) throws -> UInt16 { try integer() }
  func decode(_: UInt32.Type) throws -> UInt32 { try integer() }
  func decode(_: UInt64.Type) throws -> UInt64 { try integer() }
  func decode<Value: Decodable>(_: Value.Type) throws -> Value { try Value(from: self) }

  private func integer<Number: FixedWidthInteger>() throws -> Number {
    guard case .number(let place) = value, let number: Number = document.integer(place) else {
      throw Self.mismatch("an integer of this size")
    }
    return number
  }
}
