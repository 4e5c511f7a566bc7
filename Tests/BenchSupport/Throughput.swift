internal import Dispatch
internal import Synchronization

/// How often threads do something at the same time.
public struct Throughput {
  /// Times a second on the wall, all threads together.
  public var perSecond = 0.0
  /// What one time costs a thread of a processor, in microseconds: threads that wait for each other without
  /// sleeping need more.
  public var processorTime = 0.0

  /// What was measured by other means.
  public init(perSecond: Double = 0, processorTime: Double = 0) {
    self.perSecond = perSecond
    self.processorTime = processorTime
  }

  private static let rounds = 12
  private static let repetitions = 10

  /// The best of several rounds: other programs on the machine can only make it less.
  public static func best(
    threads: Int, count: Int, _ body: @escaping @Sendable (Int) throws -> Void
  ) throws -> Throughput {
    var best = Throughput()
    for _ in 0..<rounds {
      let round = try measure(threads: threads, count: count, body)
      if round.perSecond > best.perSecond { best = round }
    }
    return best
  }

  private static func measure(
    threads: Int, count: Int, _ body: @escaping @Sendable (Int) throws -> Void
  ) throws -> Throughput {
    let failure = Mutex<(any Error)?>(nil)
    let used = Atomic<UInt64>(0)
    let start = ProcessorTime.onWall
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      let start = ProcessorTime.ofThread
      do {
        for _ in 0..<repetitions { for index in 0..<count { try body(index) } }
      } catch { failure.withLock { $0 = error } }
      used.add(ProcessorTime.ofThread - start, ordering: .relaxed)
    }
    let elapsed = ProcessorTime.onWall - start
    if let error = failure.withLock({ $0 }) { throw error }
    let times = Double(threads * repetitions * count)
    return Throughput(
      perSecond: times / Double(elapsed) * 1_000_000_000,
      processorTime: Double(used.load(ordering: .relaxed)) / times / 1_000)
  }
}
