/// Why a certificate stands on a revocation list (RFC 5280, clause 5.3.1).
public enum RevocationReason: UInt8, Sendable, Hashable, CaseIterable {
  /// Nothing is said, or what no RFC defines.
  case unspecified = 0
  /// The holder's key may be in other hands.
  case keyCompromise = 1
  /// The authority's key may be in other hands.
  case authorityCompromise = 2
  /// The holder's name or other data changed.
  case affiliationChanged = 3
  /// Another certificate took its place.
  case superseded = 4
  /// It is no longer needed.
  case cessationOfOperation = 5
  /// It is suspended.
  case certificateHold = 6
  /// On a delta list only: it is off the list.
  case removeFromList = 8
  /// A privilege in it was withdrawn.
  case privilegeWithdrawn = 9
  /// The key of an attribute authority may be in other hands.
  case attributeAuthorityCompromise = 10

  /// How far it outweighs another that the same list gives for the same certificate.
  var weight: Int {
    switch self {
    case .removeFromList: 0
    case .certificateHold: 1
    default: 2
    }
  }
}
