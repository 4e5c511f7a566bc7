/// Encodes the members of an object.
struct JSONMemberEncoder<Key: CodingKey>: KeyedEncodingContainerProtocol {
  private let encoder: JSONValueEncoder

  var codingPath: [any CodingKey] { [] }

  init(_ encoder: JSONValueEncoder) { self.encoder = encoder }

  func encodeNil(forKey key: Key) { set(.null, key) }
  func encode(_ value: Bool, forKey key: Key) { set(.boolean(value), key) }
  func encode(_ value: String, forKey key: Key) { set(.text(value), key) }
  func encode(_ value: Double, forKey key: Key) throws { set(try JSONValueEncoder.finite(value), key) }
  func encode(_ value: Float, forKey key: Key) throws { set(try JSONValueEncoder.finite(Double(value)), key) }
  func encode(_ value: Int, forKey key: Key) { set(.integer(Int64(value)), key) }
  func encode(_ value: Int8, forKey key: Key) { set(.integer(Int64(value)), key) }
  func encode(_ value: Int16, forKey key: Key) { set(.integer(Int64(value)), key) }
  func encode(_ value: Int32, forKey key: Key) { set(.integer(Int64(value)), key) }
  func encode(_ value: Int64, forKey key: Key) { set(.integer(value), key) }
  func encode(_ value: UInt, forKey key: Key) { set(.unsigned(UInt64(value)), key) }
  func encode(_ value: UInt8, forKey key: Key) { set(.integer(Int64(value)), key) }
  func encode(_ value: UInt16, forKey key: Key) { set(.integer(Int64(value)), key) }
  func encode(_ value: UInt32, forKey key: Key) { set(.integer(Int64(value)), key) }
  func encode(_ value: UInt64, forKey key: Key) { set(.unsigned(value), key) }

  func encode(_ value: some Encodable, forKey key: Key) throws {
    set(try JSONValueEncoder.output(of: value), key)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> { nested(key).container(keyedBy: type) }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    nested(key).unkeyedContainer()
  }

  func superEncoder() -> any Encoder { encoder }
  func superEncoder(forKey key: Key) -> any Encoder { nested(key) }

  private func set(_ value: JSONOutput, _ key: Key) { encoder.set(value, for: key.stringValue) }

  private func nested(_ key: Key) -> JSONValueEncoder {
    let nested = JSONValueEncoder()
    set(.encoded(nested), key)
    return nested
  }
}
