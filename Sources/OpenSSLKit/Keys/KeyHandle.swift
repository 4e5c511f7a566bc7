internal import COpenSSL
internal import CPSDiagnostics

/// Owns one `EVP_PKEY`.
///
/// A key is never altered after it was made, and OpenSSL 3 locks what it caches in it, so a handle may be
/// used on several threads at once.
final class KeyHandle: @unchecked Sendable {
  // INVARIANT: `pointer` is a live EVP_PKEY of which this object holds one reference.
  let pointer: OpaquePointer

  /// Takes over one reference.
  init(owning pointer: OpaquePointer) { self.pointer = pointer }

  deinit { EVP_PKEY_free(pointer) }

  /// A number of the key, big-endian, padded at the left to `width` bytes or without leading zeros.
  func number(_ parameter: String, width: Int? = nil) -> [UInt8]? {
    var value: OpaquePointer?
    guard EVP_PKEY_get_bn_param(pointer, parameter, &value) == 1, let value else {
      OpenSSLFailure.forget()
      return nil
    }
    defer { BN_clear_free(value) }
    let count = width ?? Int(BN_num_bits(value) + 7) / 8
    var bytes = [UInt8](repeating: 0, count: count)
    guard BN_bn2binpad(value, &bytes, Int32(count)) == Int32(count) else {
      OpenSSLFailure.forget()
      return nil
    }
    return bytes
  }
}
