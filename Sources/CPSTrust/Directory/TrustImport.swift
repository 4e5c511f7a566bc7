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
  /// What was there already.
  public internal(set) var unchanged: [Item] = []
  /// What has nothing to do with this store, by file, and how that shows: a remark, a certificate of a
  /// person, an authority of another world, a list of an authority that is not in the store.
  public internal(set) var passedOver: [(file: String, error: CPSError)] = []
  /// What claims to belong here and is refused, by file, and why.
  public internal(set) var refused: [(file: String, error: CPSError)] = []

  /// Whether nothing of all that was offered is in the store.
  public var isEmpty: Bool { imported.isEmpty && unchanged.isEmpty }
}
