import BenchSupport
/// The figures of one verification, and what they must not exceed.
struct VerificationReport {
  /// Ours, with everything that makes a certificate a professional, may take this many times the bare calls.
  private static let maximumRatio = 1.3

  private let bench: VerificationBench

  init(_ bench: VerificationBench) { self.bench = bench }

  /// Measures and prints; whether the ratio is within its limit.
  func print() throws -> Bool {
    let times = try bench.oneThread()
    Report.head("one thread, processor time", "minimum, µs", "median, µs", "ours, times")
    Report.row(
      "our verification of a proof", Report.number(times.ours.minimum), Report.number(times.ours.median), "")
    for (name, series) in [
      ("bare calls, serial numbers looked up in lists", times.bare),
      ("bare calls, lists checked along the path", times.bareWithLists),
    ] {
      Report.row(
        name, Report.number(series.minimum), Report.number(series.median),
        Report.number(times.ours.ratio(to: series), 2))
    }
    try printScaling()
    let ratio = times.ours.ratio(to: times.bare)
    Swift.print("\nratio \(Report.number(ratio, 2)), limit \(Report.number(Self.maximumRatio, 2))")
    return ratio <= Self.maximumRatio
  }

  private func printScaling() throws {
    Report.head(
      "threads", "ours, a second", "ours, µs of processor", "bare, a second", "bare, µs of processor")
    var first: (ours: Double, bare: Double)?
    for threads in [1, 2] {
      let (ours, bare) = (
        try bench.ourThroughput(threads: threads), try bench.bareThroughput(threads: threads)
      )
      Report.row(
        "\(threads)", Report.number(ours.perSecond), Report.number(ours.processorTime),
        Report.number(bare.perSecond), Report.number(bare.processorTime))
      if let first {
        Report.row(
          "gain", Report.number(ours.perSecond / first.ours, 2), "",
          Report.number(bare.perSecond / first.bare, 2), "")
      }
      first = (ours.perSecond, bare.perSecond)
    }
  }
}
