internal import COpenSSL
internal import CPSDiagnostics

/// A digest context for one signature or one verification, with the parameters that the algorithm fixes.
struct SignatureContext: ~Copyable {
  enum Operation { case sign, verify }

  private let context: OwnedContext
  // The context refers to the key without holding it.
  private let key: KeyHandle

  init(_ operation: Operation, _ scheme: SignatureScheme, key: KeyHandle) throws(CPSError) {
    let context = try OwnedContext()
    guard context.start(operation, scheme, key: key) else {
      throw OpenSSLFailure.error(in: "signature context")
    }
    self.context = context
    self.key = key
  }

  /// Whether `signature` is right; one that libcrypto cannot even parse is wrong, too.
  borrowing func accepts(_ signature: [UInt8], for message: [UInt8]) -> Bool {
    if EVP_DigestVerify(context.pointer, signature, signature.count, message, message.count) == 1 {
      return true
    }
    OpenSSLFailure.forget()
    return false
  }

  borrowing func signature(for message: [UInt8]) throws(CPSError) -> [UInt8] {
    var length = 0
    guard EVP_DigestSign(context.pointer, nil, &length, message, message.count) == 1 else {
      throw OpenSSLFailure.error(in: "signature length")
    }
    var signature = [UInt8](repeating: 0, count: length)
    guard EVP_DigestSign(context.pointer, &signature, &length, message, message.count) == 1 else {
      throw OpenSSLFailure.error(in: "signature")
    }
    return Array(signature.prefix(length))
  }
}

private struct OwnedContext: ~Copyable {
  let pointer: OpaquePointer

  init() throws(CPSError) {
    guard let pointer = EVP_MD_CTX_new() else { throw OpenSSLFailure.error(in: "EVP_MD_CTX_new") }
    self.pointer = pointer
  }

  deinit { EVP_MD_CTX_free(pointer) }

  borrowing func start(
    _ operation: SignatureContext.Operation, _ scheme: SignatureScheme, key: KeyHandle
  ) -> Bool {
    var parameters: OpaquePointer?
    let digest = scheme.digest.implementation
    let started =
      switch operation {
      case .sign: EVP_DigestSignInit(pointer, &parameters, digest, nil, key.pointer)
      case .verify: EVP_DigestVerifyInit(pointer, &parameters, digest, nil, key.pointer)
      }
    guard started == 1 else { return false }
    return switch scheme.mechanism {
    case .pkcs1: EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PADDING) == 1
    case .pss(let saltLength):
      EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING) == 1
        && EVP_PKEY_CTX_set_rsa_mgf1_md(parameters, digest) == 1
        && EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, Int32(clamping: saltLength)) == 1
    case .ecdsa: true
    }
  }
}
