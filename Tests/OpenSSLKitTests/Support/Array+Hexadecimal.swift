import CPSPrimitives
import Testing

extension [UInt8] {
  /// Bytes written in hexadecimal in a test.
  init(hexadecimal text: String) throws { self = try #require(Hexadecimal.decode(text)) }
}
