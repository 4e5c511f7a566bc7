internal import CPSPrimitives

/// Counts refusals: those that nobody known caused, so that they cannot flood the log (attack case CL-12), and those
/// that the log had no room for (attack case ST-03).
///
/// Within a minute the first of each kind is written in full and the rest is counted; kinds are rows of the
/// error catalogue, so the memory and the entries a minute are bounded, whoever sends whatever.
struct RefusalTally {
  /// The length of a window.
  static let window: Duration = .seconds(60)

  private struct Window {
    /// When the first came.
    var beginning: Timestamp
    /// When the last came that was counted.
    var end: Timestamp
    var count = 0
    /// Whether the log should hold it already: it is written as soon as the store takes writes.
    var isOverdue = false

    func isOver(at now: Timestamp) -> Bool {
      isOverdue || now - beginning >= RefusalTally.window || now < beginning
    }
  }

  private var windows: [String: Window] = [:]

  /// Whether this refusal is the first of its window and is to be written; else it is counted.
  mutating func admits(_ code: String, at now: Timestamp) -> Bool {
    guard windows[code] == nil else {
      add(CountedRefusals(code: code, count: 1, since: now, until: now))
      return false
    }
    windows[code] = Window(beginning: now, end: now)
    return true
  }

  /// What is to be written of the windows that are over, which are forgotten here; of all when `everything` is set.
  mutating func due(at now: Timestamp, everything: Bool = false) -> [CountedRefusals] {
    let over = windows.filter { everything || $0.value.isOver(at: now) }
    for code in over.keys { windows[code] = nil }
    return over.filter { $0.value.count > 0 }.sorted { $0.key < $1.key }.map { code, window in
      CountedRefusals(code: code, count: window.count, since: window.beginning, until: window.end)
    }
  }

  /// Takes back what could not be written, or what should have been and was not.
  mutating func restore(_ refusals: [CountedRefusals]) {
    for refusal in refusals {
      add(refusal)
      windows[refusal.code]?.isOverdue = true
    }
  }

  private mutating func add(_ refusals: CountedRefusals) {
    var window = windows[refusals.code] ?? Window(beginning: refusals.since, end: refusals.until)
    window.beginning = min(window.beginning, refusals.since)
    window.end = max(window.end, refusals.until)
    window.count += refusals.count
    windows[refusals.code] = window
  }
}
