internal import CPSDiagnostics

/// Why a certificate was revoked: CRLReason (RFC 5280, clause 5.3.1).
public enum StatusReason: UInt8, Sendable, Hashable, CaseIterable {
  /// No reason is given.
  case unspecified = 0
  /// The key is in other hands.
  case keyCompromise = 1
  /// The authority's key is in other hands.
  case authorityCompromise = 2
  /// Name or another particular has changed.
  case affiliationChanged = 3
  /// Another certificate has taken its place.
  case superseded = 4
  /// It is not needed any more.
  case cessationOfOperation = 5
  /// On hold; it may come back.
  case certificateHold = 6
  /// No longer on hold; of no meaning outside a delta list.
  case removeFromList = 8
  /// A right was withdrawn.
  case privilegeWithdrawn = 9
  /// The key of an attribute authority is in other hands.
  case attributeAuthorityCompromise = 10

  init(_ element: DERElement) throws(CPSError) {
    guard element.tag == 0x0A, element.contents.count == 1, let code = element.contents.first,
      let reason = StatusReason(rawValue: code)
    else { throw DERElement.failure("revocationReason") }
    self = reason
  }
}
