internal import CPSAuth
internal import GRDB
internal import Synchronization

/// Reads the present epoch, which every challenge needs: once for all who ask before a reading begins.
///
/// None is kept: whoever asks gets what the file says afterwards, since another process may begin an epoch at any
/// moment.
final class SQLiteEpochReader: Sendable {
  private typealias Answer = CheckedContinuation<Result<StoreEpoch, any Error>, Never>

  private struct Queue {
    var waiting: [Answer] = []
    var isReading = false
  }

  private let pool: DatabasePool
  private let queue = Mutex(Queue())

  init(of pool: DatabasePool) { self.pool = pool }

  /// What the file says at a moment after the call.
  func read() async -> Result<StoreEpoch, any Error> {
    await withCheckedContinuation { answer in
      let isFirst = queue.withLock { queue in
        queue.waiting.append(answer)
        defer { queue.isReading = true }
        return !queue.isReading
      }
      if isFirst { readNext() }
    }
  }

  private func readNext() {
    // Without a transaction around: the one statement has its own snapshot, which begins behind the next line.
    pool.asyncUnsafeRead { [self] database in
      let asking = queue.withLock { queue in
        defer { queue.waiting = [] }
        return queue.waiting
      }
      let epoch = Result { try StoreEpoch(try SQLiteStamp.epoch.bytes(in: try database.get())) }
      for answer in asking { answer.resume(returning: epoch) }
      let isDone = queue.withLock { queue in
        queue.isReading = !queue.waiting.isEmpty
        return !queue.isReading
      }
      if !isDone { readNext() }
    }
  }
}
