/// What a challenge, and the signature over it, may be used for.
public enum Purpose: String, Sendable, Hashable, Codable, CaseIterable {
  /// To open a session.
  case login
  /// To confirm one sensitive act by a new human entry.
  case stepUp = "step-up"
  /// To show that the card is still there; never stands for a human entry.
  case presence
}
