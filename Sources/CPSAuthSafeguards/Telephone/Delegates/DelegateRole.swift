/// In what quality somebody calls in another's name.
public enum DelegateRole: String, Sendable, Hashable, CaseIterable, Codable {
  /// Of the practice.
  case secretary
  /// Who keeps its books, often elsewhere, and for many.
  case accountant
  /// Whoever else the professional declares.
  case other
}
