internal import CPSDiagnostics
internal import CPSPrimitives

extension Authenticator {
  /// The session that a permit was issued to, checked anew.
  ///
  /// Its holder showed possession when the permit was issued, at most ``PermitDesk/permitLife`` ago.
  func session(of permit: PermitContent) async throws(CPSError) -> LiveSession {
    let (stored, content) = try await find(permit.tokenHash)
    var grant = try SessionGrant(content, stored, sealedBy: secret, checkedAt: clock.now())
    grant.network = permit.network.map(NetworkName.init(sealed:))
    return LiveSession(grant.checked(by: try await requireAlive(stored, grant)))
  }
}

extension NetworkName {
  /// A name that this service wrote and sealed itself.
  fileprivate init(sealed text: String) { self.text = text }
}
