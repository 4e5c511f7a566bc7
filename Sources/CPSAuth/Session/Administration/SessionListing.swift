/// Sessions that live, for an administrator.
public struct SessionListing: Sendable, Hashable, Encodable {
  /// The most sessions of one listing: what fits an answer that a person can read.
  public static let maximumCount = 200

  /// The sessions, the one used last first.
  public let sessions: [SessionSummary]
  /// Whether these are all; otherwise a narrower selection shows the rest.
  public let isComplete: Bool

  private enum CodingKeys: String, CodingKey {
    case sessions
    case isComplete = "complete"
  }
}
