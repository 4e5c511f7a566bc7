private import Synchronization

/// Counts what a service answers: requests by route, method and status, refusals by code, and how long it took.
///
/// Its memory is bounded by the routes that exist and by the error catalogue, whoever sends whatever: a path that is
/// no route and a method that no route has are counted together (attack case HN-25).
public final class ServiceMetrics: Sendable {
  /// The upper bounds of the histogram of answer times, in seconds; a look-up takes milliseconds, a request that
  /// waits for another host up to ten seconds.
  static let bounds: [Double] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]
  /// The most combinations of route, method and status that are kept apart.
  static let maximumCombinations = 1_024
  private static let methods: Set = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"]
  private static let other = "other"

  private struct Answer: Hashable, Comparable {
    let route: String
    let method: String
    let status: Int

    static func < (left: Answer, right: Answer) -> Bool {
      (left.route, left.method, left.status) < (right.route, right.method, right.status)
    }
  }

  private struct Times {
    var counts = [Int](repeating: 0, count: bounds.count + 1)
    var sum = 0.0
  }

  private struct State {
    var answers: [Answer: Int] = [:]
    var times: [String: Times] = [:]
    var refusals: [String: Int] = [:]
  }

  private let state = Mutex(State())

  /// Nothing counted yet.
  public init() {}

  /// Counts one answer.
  ///
  /// - Parameters:
  ///   - route: the template of the route; nil where none matched.
  ///   - code: the row of the error catalogue, where the answer reports one.
  func count(route: String?, method: String, status: Int, code: String?, after duration: Duration) {
    let seconds = Double(duration.components.seconds) + Double(duration.components.attoseconds) / 1e18
    state.withLock { state in
      var answer = Answer(
        route: route ?? Self.other, method: Self.methods.contains(method) ? method : Self.other,
        status: status)
      if state.answers[answer] == nil, state.answers.count >= Self.maximumCombinations {
        answer = Answer(route: Self.other, method: Self.other, status: status)
      }
      state.answers[answer, default: 0] += 1
      if let code { state.refusals[code, default: 0] += 1 }
      let bucket = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
      state.times[answer.route, default: Times()].counts[bucket] += 1
      state.times[answer.route, default: Times()].sum += seconds
    }
  }

  /// What was counted so far.
  public var families: [MetricFamily] {
    let state = state.withLock { $0 }
    return [
      MetricFamily(
        "cpsauth_http_requests_total", .counter, help: "Requests answered, by route, method and status.",
        samples: state.answers.sorted { $0.key < $1.key }.map { answer, count in
          MetricFamily.Sample(
            Double(count),
            labels: ["route": answer.route, "method": answer.method, "status": String(answer.status)])
        }),
      MetricFamily(
        "cpsauth_refusals_total", .counter, help: "Requests refused, by code of the error catalogue.",
        samples: state.refusals.sorted { $0.key < $1.key }.map { code, count in
          MetricFamily.Sample(Double(count), labels: ["code": code])
        }),
      MetricFamily(
        "cpsauth_http_request_seconds", .histogram, help: "Time from a request's head to its answer.",
        samples: state.times.sorted { $0.key < $1.key }.flatMap { Self.samples(of: $0.value, route: $0.key) }),
    ]
  }

  /// Buckets are cumulative: each counts what took as long as its bound or less.
  private static func samples(of times: Times, route: String) -> [MetricFamily.Sample] {
    var samples: [MetricFamily.Sample] = []
    var sum = 0
    for (bound, count) in zip(bounds.map { "\($0)" } + ["+Inf"], times.counts) {
      sum += count
      samples.append(.init(Double(sum), labels: ["route": route, "le": bound], suffix: "_bucket"))
    }
    samples.append(.init(times.sum, labels: ["route": route], suffix: "_sum"))
    samples.append(.init(Double(sum), labels: ["route": route], suffix: "_count"))
    return samples
  }
}
