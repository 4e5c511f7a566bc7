import CPSProof
import Dispatch
import Synchronization

/// Several practices at once, each on a thread of its own, until they are told to stop.
final class SoakLoad: Sendable {
  /// Twice as many as processors of the smallest machine: the service always has something to do.
  static let practices = 4

  private let isOver = Atomic<Bool>(false)
  private let sessionCount = Atomic<Int>(0)
  private let failure = Mutex<(any Error)?>(nil)
  private let threads = DispatchGroup()

  /// Begins.
  init(at audience: Audience, port: Int, with card: SoakCard) {
    for _ in 0..<Self.practices {
      DispatchQueue.global().async(group: threads) { [self] in
        do {
          let practice = try SoakPractice(at: audience, port: port, with: card)
          while !isOver.load(ordering: .relaxed) {
            try practice.work()
            sessionCount.add(1, ordering: .relaxed)
          }
        } catch {
          failure.withLock { $0 = error }
        }
      }
    }
  }

  /// How many sessions were opened, used and ended so far.
  var sessions: Int { sessionCount.load(ordering: .relaxed) }

  /// Throws what went wrong, if something did.
  func check() throws { if let error = failure.withLock({ $0 }) { throw error } }

  /// Lets every practice end its session, and returns when all have.
  func stop() async throws {
    isOver.store(true, ordering: .relaxed)
    await withCheckedContinuation { reply in threads.notify(queue: .global()) { reply.resume() } }
    try check()
  }
}
