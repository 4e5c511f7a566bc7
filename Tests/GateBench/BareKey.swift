import BenchSupport
import COpenSSL

/// A public key as libcrypto has it, and its ES256 verification with nothing around it: SHA-256, ECDSA.
final class BareKey: @unchecked Sendable {
  // INVARIANT: a live EVP_PKEY of which this object holds the only reference, and which is never altered.
  private let pointer: OpaquePointer

  /// The key from its encoding, by the one call that everybody uses.
  init(subjectPublicKeyInfo: [UInt8]) throws {
    let pointer = subjectPublicKeyInfo.withUnsafeBufferPointer { buffer in
      var cursor = buffer.baseAddress
      return d2i_PUBKEY(nil, &cursor, buffer.count)
    }
    guard let pointer else { throw BareFailure("d2i_PUBKEY") }
    self.pointer = pointer
  }

  deinit { EVP_PKEY_free(pointer) }

  /// Verifies; the signature is in DER.
  func verify(_ signature: [UInt8], of message: [UInt8]) throws {
    guard let context = EVP_MD_CTX_new() else { throw BareFailure("EVP_MD_CTX_new") }
    defer { EVP_MD_CTX_free(context) }
    guard EVP_DigestVerifyInit(context, nil, EVP_sha256(), nil, pointer) == 1,
      EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
    else { throw BareFailure("EVP_DigestVerify") }
  }
}
