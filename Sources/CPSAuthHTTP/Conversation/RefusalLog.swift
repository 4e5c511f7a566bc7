internal import CPSPrimitives
public import Logging
private import Synchronization

/// Bounds what refused requests write in the log of the server (attack case CL-12).
///
/// Within a minute the first refusal of each kind, code and source together, is written at once, for a few sources
/// of each code; the others are counted. What was counted is written when its minute is over, by the next request
/// or at the end, so that the lines of a minute are bounded by the rows of the error catalogue, whoever sends
/// whatever. How many there were of each code is in the figures at any moment.
public final class RefusalLog: Sendable {
  /// The length of a window.
  static let window: Duration = .seconds(60)
  /// The most sources of one code that are told apart within a window.
  static let maximumSources = 4

  /// What was counted in one window, and not written yet.
  struct Count: Equatable {
    let code: String
    let level: Logger.Level
    /// The name of the network; nil for all that were not told apart.
    let source: String?
    let number: Int
    let since: Timestamp
  }

  private struct Window {
    let beginning: Timestamp
    let level: Logger.Level
    var sources: [String: Int] = [:]
    var others = 0
  }

  private let windows = Mutex<[String: Window]>([:])

  /// A log without windows.
  public init() {}

  /// Whether a refusal is to be written at once; else it is counted.
  func admits(_ code: String, at level: Logger.Level, from source: String, now: Timestamp) -> Bool {
    windows.withLock { windows in
      var window = windows[code] ?? Window(beginning: now, level: level)
      defer { windows[code] = window }
      if let counted = window.sources[source] {
        window.sources[source] = counted + 1
        return false
      }
      guard window.sources.count < Self.maximumSources else {
        window.others += 1
        return false
      }
      window.sources[source] = 0
      return true
    }
  }

  /// What the windows counted that are over, or all of them without a time; they are forgotten here.
  func due(at now: Timestamp?) -> [Count] {
    let over = windows.withLock { windows in
      let over = windows.filter { _, window in
        now.map { $0 - window.beginning >= Self.window || $0 < window.beginning } ?? true
      }
      for code in over.keys { windows[code] = nil }
      return over
    }
    return over.sorted { $0.key < $1.key }.flatMap { code, window in
      (window.sources.sorted { $0.key < $1.key }.map { ($0.key as String?, $0.value) } + [
        (nil, window.others)
      ])
      .filter { $0.1 > 0 }
      .map {
        Count(code: code, level: window.level, source: $0.0, number: $0.1, since: window.beginning)
      }
    }
  }

  /// Writes what was counted in windows that are over.
  func write(to logger: Logger, at now: Timestamp) { write(due(at: now), to: logger) }

  /// Writes whatever was counted; called before a service ends.
  public func flush(to logger: Logger) { write(due(at: nil), to: logger) }

  private func write(_ counts: [Count], to logger: Logger) {
    for count in counts {
      logger.log(
        level: count.level, "requests refused",
        metadata: [
          "code": "\(count.code)", "count": "\(count.number)", "since": "\(count.since.rfc3339)",
          "source": "\(count.source ?? "others")",
        ])
    }
  }
}
