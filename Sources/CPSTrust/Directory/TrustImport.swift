public import CPSDiagnostics
public import CPSPrimitives

/// What an import did.
public struct TrustImport: Sendable {
  /// One thing that is in the store now.
  public enum Item: Sendable, Hashable {
    /// An authority, such as `FORT PERSONNES`, and the end of its validity.
    case authority(String, expiry: Timestamp)
    /// A revocation list, by its facts.
    case revocationList(RevocationFacts)
  }

  /// What was taken in.
  public internal(set) var imported: [Item] = []
  /// The files that were refused, by name, and why.
  public internal(set) var refused: [(file: String, error: CPSError)] = []
}
