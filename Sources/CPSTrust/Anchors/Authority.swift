public import OpenSSLKit

/// One pinned authority and its place in the tree.
public struct Authority: Sendable, Hashable {
  /// Its certificate, which a pin names.
  public let certificate: Certificate
  /// Its place.
  public let name: AuthorityName
  /// The identifier of its key (RFC 5280, clause 4.2.1.2).
  public let keyIdentifier: [UInt8]
}

extension [Authority] {
  /// The authority that a revocation list names as its issuer, by whole name and, where the list bears one,
  /// by key identifier.
  func issuer(of list: RevocationList) -> Authority? {
    first {
      $0.certificate.subject == list.issuer
        && (list.authorityKeyIdentifier == nil || list.authorityKeyIdentifier == $0.keyIdentifier)
    }
  }
}
