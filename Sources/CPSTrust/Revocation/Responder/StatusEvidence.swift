/// What a status responder said about a card, beside the revocation lists.
public enum StatusEvidence: Sendable, Hashable, Codable {
  /// No responder is asked here; visible in every decision.
  case notConfigured
  /// The card is good.
  case good(StatusFacts)
  /// No answer came that could be relied on: the code of the row that says why.
  case unanswered(code: String)
}
