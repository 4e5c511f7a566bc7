/// The names of fields that were shown, as bits of a few words, since a log has few names and many entries.
struct ExposedFields: Sendable {
  /// The most different names; a log with more is not one that a program wrote.
  static let maximumCount = 63

  /// Names by their place.
  private(set) var names: [String] = []
  private var places: [String: Int] = [:]

  /// The bits of names; those beyond the room count as unknown fields.
  mutating func bits(of shown: [String]) -> UInt64 {
    shown.reduce(0) { $0 | bit(of: $1) }
  }

  /// The names of bits, in lexicographic order.
  func names(of bits: UInt64) -> [String] {
    names.indices.filter { bits & (1 << UInt64($0)) != 0 }.map { names[$0] }.sorted()
  }

  private mutating func bit(of name: String) -> UInt64 {
    if let place = places[name] { return 1 << UInt64(place) }
    guard names.count < Self.maximumCount else { return ExposedPerson.unknownFields }
    places[name] = names.count
    names.append(name)
    return 1 << UInt64(names.count - 1)
  }
}
