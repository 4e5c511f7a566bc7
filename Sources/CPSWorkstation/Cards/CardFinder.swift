public import CPSDiagnostics

/// Finds the one reader whose card is meant.
public struct CardFinder: Sendable {
  /// Conditions that end by themselves when the person inserts a card or connects a reader.
  private static let passing: Set<Diagnostic> = [.noReader, .readerNotFound, .noCard, .cardUnresponsive]

  private let readers: any ReaderAccess
  private let reader: String?

  /// A finder of the card in the reader of this exact name, or in the only reader that holds one.
  public init(among readers: any ReaderAccess, named reader: String?) {
    self.readers = readers
    self.reader = reader
  }

  /// The name of the reader.
  ///
  /// - Parameters:
  ///   - wait: how long the person has to insert the card; nil looks once.
  ///   - onWaiting: told what is waited for, when something is.
  /// - Throws: ``Diagnostic/noReader``, ``Diagnostic/readerNotFound``, ``Diagnostic/readerAmbiguous``,
  ///   ``Diagnostic/noCard``, ``Diagnostic/cardUnresponsive``: after a wait, that which still holds.
  public func find(
    waiting wait: Duration?, onWaiting: @escaping @Sendable (CPSError) -> Void = { _ in }
  ) async throws(CPSError) -> String {
    do throws(CPSError) {
      return try choose(from: try await readers.current())
    } catch {
      guard let wait, wait > .zero, Self.passing.contains(error.diagnostic) else { throw error }
      onWaiting(error)
      return try await watch(atMost: wait)
    }
  }

  private func watch(atMost limit: Duration) async throws(CPSError) -> String {
    let outcome = await withTaskGroup(of: Result<String, CPSError>.self) { group in
      group.addTask { await firstChoice() }
      group.addTask {
        try? await Task.sleep(for: limit, clock: .continuous)
        return .failure(CPSError(Task.isCancelled ? .cancelled : .timedOut, reason: "no card came"))
      }
      let first = await group.next() ?? .failure(CPSError(.cancelled))
      group.cancelAll()
      return first
    }
    do throws(CPSError) {
      return try outcome.get()
    } catch  where error.diagnostic == .timedOut {
      // What still lacks says more to the person than that time ran out.
      return try choose(from: try await readers.current())
    }
  }

  private func firstChoice() async -> Result<String, CPSError> {
    for await _ in readers.changes() {
      do throws(CPSError) {
        return .success(try choose(from: try await readers.current()))
      } catch {
        guard Self.passing.contains(error.diagnostic) else { return .failure(error) }
      }
    }
    return .failure(CPSError(Task.isCancelled ? .cancelled : .readerServiceUnavailable))
  }

  private func choose(from statuses: [ReaderStatus]) throws(CPSError) -> String {
    if let reader {
      guard let status = statuses.first(where: { $0.name == reader }) else {
        throw CPSError(.readerNotFound, ["reader": reader])
      }
      return try Self.usable(status)
    }
    guard !statuses.isEmpty else { throw CPSError(.noReader) }
    let holders = statuses.filter { $0.card != .absent }
    guard let only = holders.first else { throw CPSError(.noCard) }
    guard holders.count == 1 else { throw CPSError(.readerAmbiguous) }
    return try Self.usable(only)
  }

  private static func usable(_ status: ReaderStatus) throws(CPSError) -> String {
    switch status.card {
    case .absent: throw CPSError(.noCard)
    case .mute: throw CPSError(.cardUnresponsive)
    case .present: return status.name
    }
  }
}
