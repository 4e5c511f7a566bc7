/// What a reviewer finds of a declared emergency.
public enum ReviewVerdict: String, Sendable, Hashable, CaseIterable, Codable {
  /// It was one.
  case justified
  /// It was none.
  case unjustified
}
