/// How long one thing took, again and again, in microseconds.
public struct Series {
  /// Each of them.
  public private(set) var samples: [Double] = []

  /// Nothing measured yet.
  public init() {}

  /// The shortest.
  public var minimum: Double { samples.min() ?? 0 }

  /// The one in the middle.
  public var median: Double { Self.median(of: samples) }

  /// Takes the processor's time of this thread for `count` runs of `body`, as the time of one.
  public mutating func measure(_ count: Int, _ body: (Int) throws -> Void) rethrows {
    let start = ProcessorTime.ofThread
    for index in 0..<count { try body(index) }
    samples.append(Double(ProcessorTime.ofThread - start) / Double(count) / 1_000)
  }

  /// The same with the processor's time of the whole process, for what changes threads while nothing else runs.
  public mutating func measureProcess(
    _ count: Int, _ body: nonisolated(nonsending) (Int) async throws -> Void
  ) async rethrows {
    let start = ProcessorTime.ofProcess
    for index in 0..<count { try await body(index) }
    samples.append(Double(ProcessorTime.ofProcess - start) / Double(count) / 1_000)
  }

  /// The quotient in the middle of those of the samples that were taken side by side.
  ///
  /// What disturbs a round disturbs both halves of it, which a quotient of two medians would not know.
  public func ratio(to other: Series) -> Double {
    Self.median(of: zip(samples, other.samples).map { $0 / $1 })
  }

  private static func median(of samples: [Double]) -> Double {
    let sorted = samples.sorted()
    return sorted.isEmpty ? 0 : sorted[sorted.count / 2]
  }
}
