import BenchSupport
import COpenSSL

/// The form of an ECDSA signature that libcrypto takes.
enum BareSignature {
  /// DER of r and s, 32 bytes each.
  static func der(_ raw: [UInt8]) throws -> [UInt8] {
    guard raw.count == 64, let signature = ECDSA_SIG_new() else { throw BareFailure("ECDSA_SIG_new") }
    defer { ECDSA_SIG_free(signature) }
    let r = raw.withUnsafeBufferPointer { BN_bin2bn($0.baseAddress, 32, nil) }
    let s = raw[32...].withUnsafeBufferPointer { BN_bin2bn($0.baseAddress, 32, nil) }
    guard ECDSA_SIG_set0(signature, r, s) == 1 else { throw BareFailure("ECDSA_SIG_set0") }
    var buffer: UnsafeMutablePointer<UInt8>?
    let length = i2d_ECDSA_SIG(signature, &buffer)
    guard let buffer, length > 0 else { throw BareFailure("i2d_ECDSA_SIG") }
    defer { CRYPTO_free(buffer, #file, #line) }
    return Array(UnsafeBufferPointer(start: buffer, count: Int(length)))
  }
}
