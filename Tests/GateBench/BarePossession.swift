import BenchSupport
import COpenSSL

/// The calls of libcrypto without which no ES256 signature is verified: key from its encoding, SHA-256, ECDSA.
struct BarePossession {
  let subjectPublicKeyInfo: [UInt8]
  /// In DER, as libcrypto takes it.
  let signature: [UInt8]
  let message: [UInt8]

  func verify() throws {
    let key = subjectPublicKeyInfo.withUnsafeBufferPointer { buffer in
      var cursor = buffer.baseAddress
      return d2i_PUBKEY(nil, &cursor, buffer.count)
    }
    guard let key else { throw BareFailure("d2i_PUBKEY") }
    defer { EVP_PKEY_free(key) }
    guard let context = EVP_MD_CTX_new() else { throw BareFailure("EVP_MD_CTX_new") }
    defer { EVP_MD_CTX_free(context) }
    guard EVP_DigestVerifyInit(context, nil, EVP_sha256(), nil, key) == 1,
      EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
    else { throw BareFailure("EVP_DigestVerify") }
  }
}
