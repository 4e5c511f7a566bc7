internal import CPSPrimitives

/// Bytes that stand in a file as hexadecimal text.
@propertyWrapper
public struct HexadecimalCoded: Codable, Sendable, Hashable {
  /// The bytes.
  public var wrappedValue: [UInt8]

  /// Wraps bytes.
  public init(wrappedValue: [UInt8]) { self.wrappedValue = wrappedValue }

  /// Reads pairs of hexadecimal digits.
  ///
  /// - Throws: `DecodingError` for any other text.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let bytes = Hexadecimal.decode(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not hexadecimal")
    }
    wrappedValue = bytes
  }

  /// Writes lower-case hexadecimal digits.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(Hexadecimal.encode(wrappedValue))
  }
}
