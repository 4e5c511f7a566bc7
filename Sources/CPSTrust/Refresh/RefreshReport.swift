public import CPSDiagnostics
public import CPSPrimitives

/// What one round of a refresher did, for people who watch.
public struct RefreshReport: Sendable {
  /// The lists that took the place of others.
  public internal(set) var taken: [RevocationFacts] = []
  /// What went wrong; the lists in use were kept.
  public internal(set) var faults: [CPSError] = []
  /// How many live sessions ended because their card is revoked now.
  public internal(set) var endedSessions = 0
  /// How the list of each authority stands after the round.
  public internal(set) var states: [RevocationListState] = []
  /// When the next list is to be fetched; nil when none is ever.
  public internal(set) var nextFetch: Timestamp?
}
