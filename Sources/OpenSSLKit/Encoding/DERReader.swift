internal import COpenSSL

/// Calls the `d2i` functions of libcrypto.
enum DERReader {
  /// What a `d2i` function makes of all of `bytes`; nil when it refuses them or leaves some over.
  ///
  /// The caller releases the value; what is refused for its trailing bytes is released by `release`.
  static func value(
    of bytes: [UInt8], releasing release: (OpaquePointer) -> Void,
    _ decode: (UnsafeMutablePointer<UnsafePointer<UInt8>?>, Int) -> OpaquePointer?
  ) -> OpaquePointer? {
    bytes.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return nil }
      var cursor: UnsafePointer<UInt8>? = start
      guard let value = decode(&cursor, buffer.count) else { return nil }
      guard cursor == start + buffer.count else {
        release(value)
        return nil
      }
      return value
    }
  }
}
