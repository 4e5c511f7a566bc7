/// Whether a certificate is that of an authority (RFC 5280, clause 4.2.1.9).
public struct BasicConstraints: Sendable, Hashable {
  /// The field cA.
  public let isAuthority: Bool
  /// How many authorities may follow before the last certificate; nil for no bound.
  public let pathLength: Int?

  /// Constraints to be put into a certificate or compared with those of one.
  public init(isAuthority: Bool, pathLength: Int?) {
    self.isAuthority = isAuthority
    self.pathLength = pathLength
  }
}
