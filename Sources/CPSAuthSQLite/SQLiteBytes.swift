internal import Foundation

/// Between the byte arrays of the core and the blobs of GRDB.
enum SQLiteBytes {
  static func data(_ bytes: [UInt8]) -> Data { Data(bytes) }
  static func bytes(_ data: Data) -> [UInt8] { Array(data) }
}
