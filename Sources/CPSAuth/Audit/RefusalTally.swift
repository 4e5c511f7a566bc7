internal import CPSPrimitives

/// Counts refusals that nobody known caused, so that they cannot flood the log (attack case CL-12).
///
/// Within a minute the first of each kind is written in full and the rest is counted; kinds are rows of the
/// error catalogue, so the memory and the entries a minute are bounded, whoever sends whatever.
struct RefusalTally {
  /// The length of a window.
  static let window: Duration = .seconds(60)

  private struct Window {
    let beginning: Timestamp
    var count = 0
  }

  private var windows: [String: Window] = [:]

  /// Whether this refusal is the first of its window and is to be written; else it is counted.
  mutating func admits(_ code: String, at now: Timestamp) -> Bool {
    guard windows[code] == nil else {
      windows[code]?.count += 1
      return false
    }
    windows[code] = Window(beginning: now)
    return true
  }

  /// The entries of the windows that are over, which are forgotten here; of all when `everything` is set.
  mutating func due(at now: Timestamp, everything: Bool = false) -> [AuditEvent] {
    let over = windows.filter {
      everything || now - $0.value.beginning >= Self.window || now < $0.value.beginning
    }
    for code in over.keys { windows[code] = nil }
    return over.filter { $0.value.count > 0 }.sorted { $0.key < $1.key }.map { code, window in
      var event = AuditEvent(.refusals)
      event.diagnostic = code
      event.count = window.count
      event.facts["since"] = window.beginning.rfc3339
      return event
    }
  }

  /// Takes back what could not be written.
  mutating func restore(_ events: [AuditEvent], at now: Timestamp) {
    for event in events {
      guard let code = event.diagnostic else { continue }
      windows[code, default: Window(beginning: now)].count += event.count ?? 0
    }
  }
}
