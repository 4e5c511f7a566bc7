public import CPSDiagnostics
public import CPSProof
internal import CPSPrimitives

extension Authenticator {
  /// The workstation key that signed a request; its proof can still open a session.
  ///
  /// For a log-in of the service's own, before it looks at a password: what it finds belongs to this key. The proof is
  /// taken when a session is opened with it.
  ///
  /// - Throws: ``Diagnostic/dpopMissing``, ``Diagnostic/dpopInvalid``, ``Diagnostic/dpopNonceRequired``.
  public func workstationKey(of request: RequestOrigin) async throws(CPSError) -> KeyThumbprint {
    do { return try possession.verify(request.possession, token: nil).key.thumbprint } catch {
      throw await refused(error)
    }
  }
}
