internal import COpenSSL
public import CPSDiagnostics

/// Revocation lists in the form in which libcrypto reads them, made once for any number of paths.
///
/// They stand in a stack of their own, since in a store of anchors libcrypto finds only those that bear the name
/// of a certificate's issuer, and an indirect one does not.
public final class PathLists: @unchecked Sendable {
  // INVARIANT: the stack is owned by this object, filled once, and what it refers to is held beside it.
  let stack: OpaquePointer

  private let handles: [RevocationListHandle]

  /// The lists among these that may be relied on under `rules`.
  ///
  /// - Throws: ``Diagnostic/revocationListMalformed`` for one that libcrypto cannot read;
  ///   ``Diagnostic/cryptographyFailed`` when it has no memory.
  public init(_ lists: [RevocationList], under rules: PathRules) throws(CPSError) {
    var handles: [RevocationListHandle] = []
    for list in lists where rules.fault(of: list) == nil { handles.append(try list.makeHandle()) }
    guard let stack = cpsauth_X509_CRL_stack_new() else { throw OpenSSLFailure.error(in: "stack of lists") }
    self.stack = stack
    self.handles = handles
    guard handles.allSatisfy({ cpsauth_X509_CRL_stack_push(stack, $0.pointer) > 0 }) else {
      throw OpenSSLFailure.error(in: "stack of lists")
    }
  }

  deinit { cpsauth_X509_CRL_stack_free(stack) }
}
