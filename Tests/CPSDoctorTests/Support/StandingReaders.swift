import CPSDiagnostics
import CPSWorkstation
import SmartCard

/// The readers of a machine, as a test sets them; they do not change.
struct StandingReaders: ReaderAccess {
  var statuses: [ReaderStatus] = []
  var failure: CPSError?
  var connection: (any CardConnection)?

  func current() async throws(CPSError) -> [ReaderStatus] {
    if let failure { throw failure }
    return statuses
  }

  func changes() -> AsyncStream<Void> { AsyncStream { $0.finish() } }

  func connection(to reader: String) -> any CardConnection { connection ?? RefusingReader(.noCard) }
}

/// A reader whose every transaction fails the same way.
struct RefusingReader: CardConnection {
  private let diagnostic: Diagnostic

  init(_ diagnostic: Diagnostic) { self.diagnostic = diagnostic }

  func transaction<Input: ~Copyable & Sendable, Result: Sendable>(
    budget: CardBudget, deadline: Duration, ending end: TransactionEnd, with input: consuming Input,
    _ body: @escaping @Sendable (inout CardChannel, consuming Input) throws(CPSError) -> Result
  ) async throws(CPSError) -> Result {
    throw CPSError(diagnostic)
  }
}
