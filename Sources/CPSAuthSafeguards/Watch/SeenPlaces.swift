internal import CPSPrimitives

/// Networks or workstations of one holder: as many as a person has, the one used last at the end.
struct SeenPlaces: Sendable, Hashable, Codable {
  /// One of them.
  struct Place: Sendable, Hashable, Codable {
    let name: String
    let first: Timestamp
    var last: Timestamp
  }

  /// The most places; who has more is known by the last of them.
  static let maximumCount = 32

  private(set) var places: [Place] = []

  /// Forgets what was not seen for as long as anything is remembered.
  mutating func forget(before moment: Timestamp) { places.removeAll { $0.last <= moment } }

  /// The place of a name.
  subscript(name: String) -> Place? { places.first { $0.name == name } }

  /// Notes that a place was seen.
  mutating func see(_ name: String, at moment: Timestamp) {
    let known = places.firstIndex { $0.name == name }.map { places.remove(at: $0) }
    places.append(Place(name: name, first: known?.first ?? moment, last: moment))
    if places.count > Self.maximumCount { places.removeFirst() }
  }
}
