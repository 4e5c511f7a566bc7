/// The person whom a gated function is about.
public protocol GatedSubject: Sendable {
  /// The one text that names this person, equal for equal persons, such as the 13 digits of an NIR.
  ///
  /// Pseudonyms and subject digests are made from it; it is stored nowhere.
  var canonicalText: String { get }

  /// What this person's number shares with those that somebody who counts upwards tries next; nil where numbers
  /// have no order.
  ///
  /// Only its pseudonym is kept (``PolicyQuota/Counted/neighbours``).
  var neighbourhood: String? { get }
}

extension GatedSubject {
  /// None: numbers without an order.
  public var neighbourhood: String? { nil }
}
