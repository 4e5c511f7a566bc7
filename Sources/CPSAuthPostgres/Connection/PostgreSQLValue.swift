/// A value that goes to the server, in its binary form ("Frontend/Backend Protocol", "Formats and Format Codes").
enum PostgreSQLValue: Sendable {
  case bytes([UInt8]?)
  case text(String?)
  case integer(Int64?)
  case byteLists([[UInt8]])
  case integers([Int64])

  /// The number of the type (`src/include/catalog/pg_type.dat`; numbers below 10,000 never change).
  var type: UInt32 {
    switch self {
    case .bytes: 17
    case .integer: 20
    case .text: 25
    case .byteLists: 1_001
    case .integers: 1_016
    }
  }

  /// The bytes, or nil for NULL.
  var encoded: [UInt8]? {
    switch self {
    case .bytes(let bytes): bytes
    case .text(let text): text.map { Array($0.utf8) }
    case .integer(let number): number.map(Self.bigEndian)
    case .byteLists(let lists): Self.array(of: lists, type: 17)
    case .integers(let numbers): Self.array(of: numbers.map(Self.bigEndian), type: 20)
    }
  }

  /// One dimension that begins at 1, without NULL (`array_send` in `src/backend/utils/adt/arrayfuncs.c`).
  private static func array(of elements: [[UInt8]], type: UInt32) -> [UInt8] {
    var bytes: [UInt8] = []
    for field in [1, 0, type, UInt32(truncatingIfNeeded: elements.count), 1] {
      bytes += bigEndian(field)
    }
    for element in elements {
      bytes += bigEndian(UInt32(truncatingIfNeeded: element.count)) + element
    }
    return bytes
  }

  private static func bigEndian<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    withUnsafeBytes(of: number.bigEndian) { Array($0) }
  }
}
