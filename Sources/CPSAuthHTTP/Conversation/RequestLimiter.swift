public import CPSPrimitives
private import Synchronization

/// A token bucket for each source of requests, in bounded memory (attack cases HN-25, CL-12).
///
/// What is kept of a source is one moment: when its bucket will be full again (the generic cell rate
/// algorithm, ITU-T I.371, annex A). A source whose bucket is full needs no memory at all. When the table is
/// full of others, newcomers share one bucket, so that a flood from everywhere costs no more memory either.
public final class RequestLimiter: Sendable {
  /// The most sources that are remembered; about 100 bytes each.
  public static let maximumSources = 4_096
  private static let shared = ""

  private let interval: Int64
  private let burst: Int64
  private let sources = Mutex<[String: Int64]>([:])

  /// A limiter.
  ///
  /// - Parameters:
  ///   - perSecond: how many requests a source may send in the long run, 1 to 1,000.
  ///   - burst: how many it may send at once, at least 1.
  public init(perSecond: Int, burst: Int) {
    interval = 1_000 / Int64(min(max(perSecond, 1), 1_000))
    self.burst = interval * Int64(max(burst, 1))
  }

  /// Admits a request of `source`, or says how long to wait before the next.
  public func wait(of source: String, at now: Timestamp) -> Duration? {
    sources.withLock { table in
      let present = now.millisecondsSince1970
      let key = Self.room(for: source, in: &table, at: present)
      let full = full(table[key], at: present)
      guard full + interval <= present + burst else {
        table[key] = full
        return .milliseconds(full + interval - present - burst)
      }
      table[key] = full + interval
      return nil
    }
  }

  /// Says how long `source` has to wait before a request of it would be admitted, and counts none.
  public func presentWait(of source: String, at now: Timestamp) -> Duration? {
    sources.withLock { table in
      let present = now.millisecondsSince1970
      let isShared = table[source] == nil && table.count >= Self.maximumSources
      let full = full(table[isShared ? Self.shared : source], at: present)
      return full + interval <= present + burst ? nil : .milliseconds(full + interval - present - burst)
    }
  }

  /// When a bucket will be full again; a clock that was set back must not shut anybody out for longer than a burst.
  private func full(_ kept: Int64?, at present: Int64) -> Int64 {
    min(max(kept ?? present, present), present + burst)
  }

  /// How many sources are remembered.
  public var sourceCount: Int { sources.withLock { $0.count } }

  private static func room(
    for source: String, in table: inout [String: Int64], at present: Int64
  ) -> String {
    guard table[source] == nil, table.count >= maximumSources else { return source }
    table = table.filter { $0.value > present }
    return table.count >= maximumSources ? shared : source
  }
}
