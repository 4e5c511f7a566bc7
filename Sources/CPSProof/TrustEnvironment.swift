/// The world that cards, authorities, databases and transcripts belong to; they never mix.
///
/// Stamped into database, audit, tokens and transcript (DESIGN.md, "Trust is pinned").
public enum TrustEnvironment: String, Sendable, Hashable, Codable, CaseIterable {
  /// Real cards of real professionals, under the pinned IGC-Santé authorities.
  case production
  /// The test cards that ANS sells, under the authorities of the IGC-Santé TEST tree.
  case test
  /// Cards of the synthetic tree of this project, for development and demonstration.
  case synthetic
}
