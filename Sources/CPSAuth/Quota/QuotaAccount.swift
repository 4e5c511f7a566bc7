internal import CPSPrimitives

/// The units of one key, in the order of their last moments.
struct QuotaAccount {
  private struct Entry {
    let moment: Timestamp
    let unit: [UInt8]
  }

  /// The last moment of each unit.
  private var moments: [[UInt8]: Timestamp] = [:]
  /// One entry for each time that a unit was counted, by moment; one whose unit has a later moment is over.
  private var entries: [Entry] = []
  /// From when on nothing here counts any more.
  private(set) var expiry = Timestamp(millisecondsSince1970: .min)

  /// How many units have a last moment after `edge`.
  func count(after edge: Timestamp) -> Int {
    // Whatever lies before the window was let go by ``add(_:at:for:)``; what is left is mostly in it.
    guard let first = entries.first else { return 0 }
    guard first.moment <= edge else { return moments.count }
    return moments.values.reduce(0) { $0 + ($1 > edge ? 1 : 0) }
  }

  /// Whether the unit's last moment is after `edge`.
  func holds(_ unit: [UInt8], after edge: Timestamp) -> Bool { moments[unit].map { $0 > edge } ?? false }

  /// The last moment of the unit at this place, the oldest first, among those after `edge`.
  func moment(of place: Int, after edge: Timestamp) -> Timestamp? {
    var place = place
    for entry in entries where entry.moment > edge && moments[entry.unit] == entry.moment {
      guard place > 0 else { return entry.moment }
      place -= 1
    }
    return nil
  }

  /// Notes a unit, and lets go of those before the window.
  mutating func add(_ unit: [UInt8], at now: Timestamp, for window: Duration) {
    let moment = max(moments[unit] ?? now, now)
    guard moments.updateValue(moment, forKey: unit) != moment else { return }
    expiry = max(expiry, moment + window)
    // Only where a clock has gone back is the place another than the end.
    var place = entries.endIndex
    while place > 0, entries[place - 1].moment > moment { place -= 1 }
    entries.insert(Entry(moment: moment, unit: unit), at: place)
    letGo(upTo: now - window)
  }

  /// Forgets a unit, unless its last moment is another than the one that is named.
  mutating func remove(_ unit: [UInt8], countedAt moment: Timestamp?) {
    guard let last = moments[unit], last == moment ?? last else { return }
    moments[unit] = nil
    entries.removeAll { $0.unit == unit }
  }

  private mutating func letGo(upTo edge: Timestamp) {
    var passed = 0
    while passed < entries.count {
      let entry = entries[passed]
      let isOver = moments[entry.unit] != entry.moment
      guard isOver || entry.moment <= edge else { break }
      if !isOver { moments[entry.unit] = nil }
      passed += 1
    }
    if passed > 0 { entries.removeFirst(passed) }
    guard entries.count > 2 * moments.count + 16 else { return }
    entries.removeAll { moments[$0.unit] != $0.moment }
  }
}
