import CPSDiagnostics
import SmartCard
import Synchronization

@testable import CPSWorkstation

/// The readers of a workstation, as a test sets them.
final class FakeReaders: ReaderAccess {
  private struct State {
    var statuses: [ReaderStatus]
    var failure: CPSError?
    var watchers: [AsyncStream<Void>.Continuation] = []
  }

  private let state: Mutex<State>
  private let connections: [String: any CardConnection]

  init(_ statuses: [ReaderStatus], connections: [String: any CardConnection] = [:]) {
    state = Mutex(State(statuses: statuses))
    self.connections = connections
  }

  /// One reader with a card behind `connection`.
  convenience init(_ connection: any CardConnection) {
    self.init([ReaderStatus(name: "Reader 1", card: .present)], connections: ["Reader 1": connection])
  }

  /// How many watch at this moment.
  var watchers: Int { state.withLock { $0.watchers.count } }

  func become(_ statuses: [ReaderStatus]) {
    let watchers = state.withLock { state in
      state.statuses = statuses
      return state.watchers
    }
    watchers.forEach { $0.yield() }
  }

  func fail(_ error: CPSError?) {
    let watchers = state.withLock { state in
      state.failure = error
      return state.watchers
    }
    watchers.forEach { $0.yield() }
  }

  /// Ends a failure.
  func recover() {
    let watchers = state.withLock { state in
      state.failure = nil
      return state.watchers
    }
    watchers.forEach { $0.yield() }
  }

  func current() async throws(CPSError) -> [ReaderStatus] {
    let (statuses, failure) = state.withLock { ($0.statuses, $0.failure) }
    if let failure { throw failure }
    return statuses
  }

  func changes() -> AsyncStream<Void> {
    let (stream, continuation) = AsyncStream.makeStream(of: Void.self)
    state.withLock { $0.watchers.append(continuation) }
    continuation.yield()
    return stream
  }

  func connection(to reader: String) -> any CardConnection {
    connections[reader] ?? EmptyReader()
  }
}

/// A reader whose card has just gone.
struct EmptyReader: CardConnection {
  func transaction<Input: ~Copyable & Sendable, Result: Sendable>(
    budget: CardBudget, deadline: Duration, ending end: TransactionEnd, with input: consuming Input,
    _ body: @escaping @Sendable (inout CardChannel, consuming Input) throws(CPSError) -> Result
  ) async throws(CPSError) -> Result {
    throw CPSError(.noCard)
  }
}

/// A reader whose card another program holds.
struct BusyReader: CardConnection {
  func transaction<Input: ~Copyable & Sendable, Result: Sendable>(
    budget: CardBudget, deadline: Duration, ending end: TransactionEnd, with input: consuming Input,
    _ body: @escaping @Sendable (inout CardChannel, consuming Input) throws(CPSError) -> Result
  ) async throws(CPSError) -> Result {
    throw CPSError(.cardBusy)
  }
}
