import BenchSupport
import COpenSSL
import CPSPrimitives

/// The calls of libcrypto that a service would make by hand for the same login, and nothing else.
///
/// Certificate decoded from DER, path built and checked with the flags and the level of OpenSSLKit, both serial
/// numbers looked up, the card's signature checked. Anchors, authorities and lists are decoded once, as they are
/// on our side; of what a client sends nothing is kept. What libcrypto caches in anchors and lists by itself
/// stays cached.
final class BareVerifier: @unchecked Sendable {
  /// Who looks after revocation.
  enum Revocation {
    /// `X509_CRL_get0_by_serial` on lists whose signature was verified when they were loaded, as ours are.
    case lookUp
    /// `X509_verify_cert`, which verifies the signatures of both lists each time.
    case path
  }

  // INVARIANT: filled by init and only read afterwards; a store locks itself.
  private let store: OpaquePointer
  private let intermediates: OpaquePointer
  private let issuer: OpaquePointer
  private let lists: [OpaquePointer]
  private let revocation: Revocation
  private let moment: time_t

  init(
    anchor: [UInt8], issuer: [UInt8], lists: [[UInt8]], revocation: Revocation, at moment: Timestamp
  ) throws {
    guard let store = X509_STORE_new(), let intermediates = cpsauth_X509_stack_new() else {
      throw BareFailure("X509_STORE_new")
    }
    let root = try Self.certificate(anchor)
    self.issuer = try Self.certificate(issuer)
    self.lists = try lists.map(Self.list)
    guard X509_STORE_add_cert(store, root) == 1, cpsauth_X509_stack_push(intermediates, self.issuer) > 0
    else { throw BareFailure("X509_STORE_add_cert") }
    for list in self.lists where revocation == .path {
      guard X509_STORE_add_crl(store, list) == 1 else { throw BareFailure("X509_STORE_add_crl") }
    }
    X509_free(root)
    self.store = store
    self.intermediates = intermediates
    self.revocation = revocation
    self.moment = time_t(moment.secondsSince1970)
  }

  deinit {
    for list in lists { X509_CRL_free(list) }
    cpsauth_X509_stack_free(intermediates)
    X509_STORE_free(store)
    X509_free(issuer)
  }

  /// Verifies one login.
  func verify(certificate der: [UInt8], signature: [UInt8], transcript: [UInt8]) throws {
    let leaf = try Self.certificate(der)
    defer { X509_free(leaf) }
    try checkPath(of: leaf)
    if revocation == .lookUp { try checkRevocation(of: leaf) }
    try checkSignature(signature, of: transcript, by: leaf)
  }

  private func checkPath(of leaf: OpaquePointer) throws {
    guard let context = X509_STORE_CTX_new() else { throw BareFailure("X509_STORE_CTX_new") }
    defer { X509_STORE_CTX_free(context) }
    guard X509_STORE_CTX_init(context, store, leaf, intermediates) == 1,
      let parameters = X509_STORE_CTX_get0_param(context)
    else { throw BareFailure("X509_STORE_CTX_init") }
    // Those of OpenSSLKit's PathValidator.
    var flags = X509_V_FLAG_X509_STRICT | X509_V_FLAG_CHECK_SS_SIGNATURE
    if revocation == .path { flags |= X509_V_FLAG_CRL_CHECK | X509_V_FLAG_CRL_CHECK_ALL }
    X509_VERIFY_PARAM_set_time(parameters, moment)
    X509_VERIFY_PARAM_set_depth(parameters, 4)
    X509_VERIFY_PARAM_set_auth_level(parameters, 2)
    guard X509_VERIFY_PARAM_set_flags(parameters, UInt(flags)) == 1,
      X509_STORE_CTX_set_purpose(context, X509_PURPOSE_ANY) == 1, X509_verify_cert(context) == 1
    else { throw BareFailure("X509_verify_cert \(X509_STORE_CTX_get_error(context))") }
  }

  private func checkRevocation(of leaf: OpaquePointer) throws {
    for (certificate, list) in zip([leaf, issuer], lists) {
      var entry: OpaquePointer?
      guard X509_CRL_get0_by_serial(list, &entry, X509_get_serialNumber(certificate)) == 0 else {
        throw BareFailure("X509_CRL_get0_by_serial")
      }
    }
  }

  private func checkSignature(_ signature: [UInt8], of transcript: [UInt8], by leaf: OpaquePointer) throws {
    guard let context = EVP_MD_CTX_new() else { throw BareFailure("EVP_MD_CTX_new") }
    defer { EVP_MD_CTX_free(context) }
    guard let key = X509_get0_pubkey(leaf),
      EVP_DigestVerifyInit(context, nil, EVP_sha256(), nil, key) == 1,
      EVP_DigestVerify(context, signature, signature.count, transcript, transcript.count) == 1
    else { throw BareFailure("EVP_DigestVerify") }
  }

  private static func certificate(_ der: [UInt8]) throws -> OpaquePointer {
    try der.withUnsafeBufferPointer { buffer in
      var cursor = buffer.baseAddress
      guard let certificate = d2i_X509(nil, &cursor, buffer.count) else { throw BareFailure("d2i_X509") }
      return certificate
    }
  }

  private static func list(_ der: [UInt8]) throws -> OpaquePointer {
    try der.withUnsafeBufferPointer { buffer in
      var cursor = buffer.baseAddress
      guard let list = d2i_X509_CRL(nil, &cursor, buffer.count) else { throw BareFailure("d2i_X509_CRL") }
      return list
    }
  }
}
