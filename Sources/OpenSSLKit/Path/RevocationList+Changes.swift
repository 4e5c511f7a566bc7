public import CPSPrimitives

extension RevocationList {
  /// Whether this list of changes says that a certificate is revoked since the list that it rests on.
  ///
  /// libcrypto looks at such a list only when freshestCRL points to one; who holds one has no reason to wait
  /// for that. Not asked here is who signed it.
  public func revokesSinceBase(_ certificate: Certificate, at moment: Timestamp) -> Bool {
    guard isDelta, !scope.isIndirect, thisUpdate <= moment, nextUpdate.map({ moment < $0 }) ?? true,
      issuer.matches(certificate.issuer)
    else { return false }
    let reason = serials.reason(
      serialNumber: certificate.serialNumber, isNegative: certificate.hasNegativeSerialNumber)
    return reason != nil && reason != .removeFromList
  }
}
