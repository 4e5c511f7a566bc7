internal import COpenSSL
internal import CPSDiagnostics

/// Owns an `X509_STORE` of anchors, and the stack of authorities between.
///
/// Filled once, then only read, so that threads may share it: the store locks itself.
final class AnchorStore: @unchecked Sendable {
  // INVARIANT: both pointers are owned by this object, and what the stack refers to is held by `members`.
  let store: OpaquePointer
  let intermediates: OpaquePointer

  private let members: [Certificate]

  init(anchors: [Certificate], intermediates: [Certificate]) throws(CPSError) {
    guard let store = X509_STORE_new() else { throw OpenSSLFailure.error(in: "X509_STORE_new") }
    guard let stack = cpsauth_X509_stack_new() else {
      X509_STORE_free(store)
      throw OpenSSLFailure.error(in: "stack of certificates")
    }
    self.store = store
    self.intermediates = stack
    members = anchors + intermediates
    let isFilled = OpenSSLFailure.apart {
      anchors.allSatisfy { X509_STORE_add_cert(store, $0.handle.pointer) == 1 }
        && intermediates.allSatisfy { cpsauth_X509_stack_push(stack, $0.handle.pointer) > 0 }
    }
    guard isFilled else { throw OpenSSLFailure.error(in: "store of anchors") }
  }

  deinit {
    cpsauth_X509_stack_free(intermediates)
    X509_STORE_free(store)
  }

  /// The certificate of ours that libcrypto means.
  func member(_ pointer: OpaquePointer) -> Certificate? { members.first { $0.handle.pointer == pointer } }
}
