/// The person whom a gated function is about.
public protocol GatedSubject: Sendable {
  /// The one text that names this person, equal for equal persons, such as the 13 digits of an NIR.
  ///
  /// Pseudonyms and subject digests are made from it; it is stored nowhere.
  var canonicalText: String { get }
}
