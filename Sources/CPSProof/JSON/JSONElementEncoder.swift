/// Encodes the elements of an array, one after the other.
struct JSONElementEncoder: UnkeyedEncodingContainer {
  private let encoder: JSONValueEncoder

  var codingPath: [any CodingKey] { [] }
  var count: Int { encoder.elementCount }

  init(_ encoder: JSONValueEncoder) { self.encoder = encoder }

  func encodeNil() { encoder.add(.null) }
  func encode(_ value: Bool) { encoder.add(.boolean(value)) }
  func encode(_ value: String) { encoder.add(.text(value)) }
  func encode(_ value: Double) throws { encoder.add(try JSONValueEncoder.finite(value)) }
  func encode(_ value: Float) throws { encoder.add(try JSONValueEncoder.finite(Double(value))) }
  func encode(_ value: Int) { encoder.add(.integer(Int64(value))) }
  func encode(_ value: Int8) { encoder.add(.integer(Int64(value))) }
  func encode(_ value: Int16) { encoder.add(.integer(Int64(value))) }
  func encode(_ value: Int32) { encoder.add(.integer(Int64(value))) }
  func encode(_ value: Int64) { encoder.add(.integer(value)) }
  func encode(_ value: UInt) { encoder.add(.unsigned(UInt64(value))) }
  func encode(_ value: UInt8) { encoder.add(.integer(Int64(value))) }
  func encode(_ value: UInt16) { encoder.add(.integer(Int64(value))) }
  func encode(_ value: UInt32) { encoder.add(.integer(Int64(value))) }
  func encode(_ value: UInt64) { encoder.add(.unsigned(value)) }
  func encode(_ value: some Encodable) throws { encoder.add(try JSONValueEncoder.output(of: value)) }

  func nestedContainer<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    nested().container(keyedBy: type)
  }

  func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { nested().unkeyedContainer() }
  func superEncoder() -> any Encoder { nested() }

  private func nested() -> JSONValueEncoder {
    let nested = JSONValueEncoder()
    encoder.add(.encoded(nested))
    return nested
  }
}
