public import CPSDiagnostics

/// Bans, for an administrator.
public struct BanListing: Sendable, Hashable, Encodable {
  /// The most bans of one listing.
  public static let maximumCount = 500

  /// The bans.
  public let bans: [BanLine]
  /// Whether these are all.
  public let isComplete: Bool

  private enum CodingKeys: String, CodingKey {
    case bans
    case isComplete = "complete"
  }

  /// Those of a selection.
  ///
  /// - Throws: ``Diagnostic/storeUnavailable``, ``Diagnostic/storeCorrupt``.
  public init(of book: BanBook, _ selection: BanSelection) async throws(CPSError) {
    var found: [BanLine] = []
    for ban in try await book.all() where selection.contains(try AddressBlock(ban.network)) {
      found.append(BanLine(ban))
    }
    bans = Array(found.prefix(Self.maximumCount))
    isComplete = found.count <= Self.maximumCount
  }
}
