public import CPSCard
public import CPSDiagnostics

/// Finds the one reader whose card is meant.
public struct CardFinder: Sendable {
  /// Conditions that end by themselves when the person inserts a card or connects a reader.
  private static let passing: Set<Diagnostic> = [
    .noReader, .readerNotFound, .noCard, .cardUnresponsive, .cardNotFound,
  ]
  /// Conditions that end when the resource manager is started again.
  private static let restart: Set<Diagnostic> = [
    .readerServiceUnavailable, .readerServiceDead, .readerServiceNotInstalled, .cardRemoved,
  ]

  private let readers: any ReaderAccess
  private let reader: String?
  private let serial: CardSerial?
  private let awaited: Set<Diagnostic>

  /// A finder of the card with a serial, wherever it is; without one, of the card in the reader of this exact
  /// name, or in the only reader that holds one.
  ///
  /// - Parameters:
  ///   - readers: where to look.
  ///   - reader: the exact name of the reader; nil for any.
  ///   - serial: the card, which may be in another reader than before (attack case HR-18); nil for any.
  ///   - awaitsRestart: whether a resource manager that went is waited for like a card.
  public init(
    among readers: any ReaderAccess, named reader: String?, holding serial: CardSerial? = nil,
    awaitsRestart: Bool = false
  ) {
    self.readers = readers
    self.reader = reader
    self.serial = serial
    awaited = awaitsRestart ? Self.passing.union(Self.restart) : Self.passing
  }

  /// The name of the reader.
  ///
  /// - Parameters:
  ///   - wait: how long the person has to insert the card; nil looks once.
  ///   - onWaiting: told what is waited for, when something is.
  /// - Throws: ``Diagnostic/noReader``, ``Diagnostic/readerNotFound``, ``Diagnostic/readerAmbiguous``,
  ///   ``Diagnostic/noCard``, ``Diagnostic/cardUnresponsive``, ``Diagnostic/cardNotFound``: after a wait, that
  ///   which still holds.
  public func find(
    waiting wait: Duration?, onWaiting: @escaping @Sendable (CPSError) -> Void = { _ in }
  ) async throws(CPSError) -> String {
    do throws(CPSError) {
      return try await choose(from: try await readers.current())
    } catch {
      guard let wait, wait > .zero, awaited.contains(error.diagnostic) else { throw error }
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
      return try await choose(from: try await readers.current())
    }
  }

  private func firstChoice() async -> Result<String, CPSError> {
    for await _ in readers.changes() {
      do throws(CPSError) {
        return .success(try await choose(from: try await readers.current()))
      } catch {
        guard awaited.contains(error.diagnostic) else { return .failure(error) }
      }
    }
    return .failure(CPSError(Task.isCancelled ? .cancelled : .readerServiceUnavailable))
  }

  private func choose(from statuses: [ReaderStatus]) async throws(CPSError) -> String {
    if let serial { return try await reader(of: serial, among: statuses) }
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

  /// The reader in which the card with this serial is, asked of each card.
  private func reader(
    of serial: CardSerial, among statuses: [ReaderStatus]
  ) async throws(CPSError) -> String {
    var obstacle = CPSError(.cardNotFound, ["serial": serial.digits])
    for status in statuses where status.card == .present && (reader ?? status.name) == status.name {
      do throws(CPSError) {
        let connection = readers.connection(to: status.name)
        if try await CardInspection.serial(on: connection) == serial { return status.name }
      } catch  where error.diagnostic == .cardBusy {
        // It may be this one.
        obstacle = error
      } catch  where error.diagnostic == .cancelled {
        throw error
      } catch {
        // A card that does not give its serial is not the one.
        continue
      }
    }
    throw obstacle
  }

  private static func usable(_ status: ReaderStatus) throws(CPSError) -> String {
    switch status.card {
    case .absent: throw CPSError(.noCard)
    case .mute: throw CPSError(.cardUnresponsive)
    case .present: return status.name
    }
  }
}
