/// What a certificate of a card is for.
///
/// A card holds one of each for the same person, under the same authority; only their usages differ
/// (igc-sante.md section 4, rules 7 and 8).
enum CertificateDuty: Sendable, Hashable, CaseIterable {
  /// To log in.
  case authentication
  /// To sign documents.
  case signature
}
