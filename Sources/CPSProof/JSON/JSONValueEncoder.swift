/// Encodes one value of a message; containers of it write into it until it is written out.
final class JSONValueEncoder: Encoder {
  /// What was asked for first; whoever asks for two kinds has the last one written.
  private enum Form {
    case nothing, single, object, array
  }

  private var form = Form.nothing
  private var single = JSONOutput.null
  private var members: [(name: String, value: JSONOutput)] = []
  private var elements: [JSONOutput] = []

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }
  /// How many elements there are by now.
  var elementCount: Int { elements.count }

  /// What a value encodes.
  static func output(of value: some Encodable) throws -> JSONOutput {
    if let bytes = value as? [UInt8] { return .bytes(bytes) }
    let encoder = JSONValueEncoder()
    try value.encode(to: encoder)
    return encoder.form == .single ? encoder.single : .encoded(encoder)
  }

  func container<Key: CodingKey>(keyedBy _: Key.Type) -> KeyedEncodingContainer<Key> {
    form = .object
    return KeyedEncodingContainer(JSONMemberEncoder(self))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    form = .array
    return JSONElementEncoder(self)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer { self }

  /// Sets a member; the last of a name counts.
  func set(_ value: JSONOutput, for name: String) {
    if let place = members.firstIndex(where: { $0.name == name }) {
      members[place].value = value
    } else {
      members.append((name, value))
    }
  }

  /// Adds an element.
  func add(_ value: JSONOutput) { elements.append(value) }

  /// Appends the text of what was encoded; an object without members where that is nothing.
  func append(to text: inout [UInt8]) {
    switch form {
    case .single: single.append(to: &text)
    case .array: JSONOutput.append(elements, to: &text)
    case .nothing, .object: JSONOutput.append(members, to: &text)
    }
  }

  /// A number that JSON can say.
  static func finite(_ value: Double) throws -> JSONOutput {
    guard value.isFinite else {
      throw EncodingError.invalidValue(
        value, EncodingError.Context(codingPath: [], debugDescription: "no number of JSON"))
    }
    return .double(value)
  }
}

extension JSONValueEncoder: SingleValueEncodingContainer {
  func encodeNil() { put(.null) }
  func encode(_ value: Bool) { put(.boolean(value)) }
  func encode(_ value: String) { put(.text(value)) }
  func encode(_ value: Double) throws { put(try Self.finite(value)) }
  func encode(_ value: Float) throws { put(try Self.finite(Double(value))) }
  func encode(_ value: Int) { put(.integer(Int64(value))) }
  func encode(_ value: Int8) { put(.integer(Int64(value))) }
  func encode(_ value: Int16) { put(.integer(Int64(value))) }
  func encode(_ value: Int32) { put(.integer(Int64(value))) }
  func encode(_ value: Int64) { put(.integer(value)) }
  func encode(_ value: UInt) { put(.unsigned(UInt64(value))) }
  func encode(_ value: UInt8) { put(.integer(Int64(value))) }
  func encode(_ value: UInt16) { put(.integer(Int64(value))) }
  func encode(_ value: UInt32) { put(.integer(Int64(value))) }
  func encode(_ value: UInt64) { put(.unsigned(value)) }
  func encode(_ value: some Encodable) throws { put(try Self.output(of: value)) }

  private func put(_ value: JSONOutput) {
    form = .single
    single = value
  }
}
