internal import COpenSSL

/// Calls the `i2d` functions of libcrypto.
enum DERWriter {
  /// What an `i2d` function writes; nil when it fails, with the error queue left to the caller.
  ///
  /// Called twice as its manual asks: without a buffer for the length, then with one.
  static func bytes(
    _ encode: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?) -> Int32
  ) -> [UInt8]? {
    let length = encode(nil)
    guard length > 0 else { return nil }
    var bytes = [UInt8](repeating: 0, count: Int(length))
    let written = bytes.withUnsafeMutableBufferPointer { buffer in
      var cursor = buffer.baseAddress
      return encode(&cursor)
    }
    return written == length ? bytes : nil
  }
}
