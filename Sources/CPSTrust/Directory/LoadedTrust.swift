public import CPSDiagnostics

/// A trust store as a service loads it.
public struct LoadedTrust: Sendable {
  /// Anchors and revocation lists.
  public let book: RevocationBook
  /// The stored lists that were refused: their authorities count as having none.
  public let faults: [CPSError]
}
