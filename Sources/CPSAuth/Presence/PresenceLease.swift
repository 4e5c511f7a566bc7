public import CPSPrimitives
public import CPSProof

/// Until when a session's card counts as still there.
///
/// Presence prolongs it, nothing else does; it is no login and no step-up, and never lengthens a session.
public struct PresenceLease: Sendable, Hashable {
  /// How presence is shown; nil while only the login itself vouches for it.
  public let kind: PresenceKind?
  /// From this moment on the card does not count as there any more.
  public let until: Timestamp

  /// A lease from its parts.
  public init(kind: PresenceKind?, until: Timestamp) {
    self.kind = kind
    self.until = until
  }

  /// Whether presence of this kind may prolong it: what the card signed once is not kept up by mere watching.
  public func admits(_ other: PresenceKind) -> Bool { kind == nil || kind == other }
}
