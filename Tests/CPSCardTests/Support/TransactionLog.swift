import CPSDiagnostics
import SmartCard
import Synchronization

/// A connection that remembers its transactions.
final class TransactionLog<Connection: CardConnection>: CardConnection {
  private struct Content {
    var ends: [TransactionEnd] = []
    var open = 0
  }

  private let connection: Connection
  private let content = Mutex(Content())

  init(_ connection: Connection) { self.connection = connection }

  /// How each transaction so far has ended.
  var ends: [TransactionEnd] { content.withLock { $0.ends } }
  /// How many are running.
  var open: Int { content.withLock { $0.open } }

  func transaction<Input: ~Copyable & Sendable, Result: Sendable>(
    budget: CardBudget, deadline: Duration, ending end: TransactionEnd, with input: consuming Input,
    _ body: @escaping @Sendable (inout CardChannel, consuming Input) throws(CPSError) -> Result
  ) async throws(CPSError) -> Result {
    content.withLock { $0.open += 1 }
    defer {
      content.withLock {
        $0.open -= 1
        $0.ends.append(end)
      }
    }
    return try await connection.transaction(
      budget: budget, deadline: deadline, ending: end, with: input, body)
  }
}
