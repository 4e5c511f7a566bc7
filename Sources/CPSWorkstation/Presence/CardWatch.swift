internal import CPSCard
internal import CPSDiagnostics

/// Watches one card in one reader, one look at a time.
///
/// A card that leaves ends the watch at once. When the resource manager goes, or the machine slept, readers and
/// cards seem to come and go: then the same card must be there again, by its serial, before the grace is over.
/// Presence is never shown without the serial having been read just before.
actor CardWatch {
  /// What comes of a look.
  enum Verdict: Equatable {
    /// The card is there, or may still be; to be looked at again then, or when something happens.
    case going(next: ContinuousClock.Instant)
    /// The watch is over, and with it the session.
    case over(CPSError)
  }

  /// How long the same card has to come back after the resource manager went or the machine slept.
  ///
  /// pcscd under systemd is back within two seconds; a USB reader after a suspend within ten.
  static let standardGrace: Duration = .seconds(30)
  /// When what failed for a passing reason is tried again.
  static let pause: Duration = .seconds(5)
  /// A sleep below this is the inaccuracy of two clocks.
  private static let shortestSleep: Duration = .seconds(1)
  /// What says that the card, or the way to it, is only busy.
  private static let passing: Set<Diagnostic> = [
    .cardBusy, .timedOut, .readerFault, .cardReset, .malformedResponse, .unexpectedStatus,
  ]
  private let order: StayOrder
  private let readers: any ReaderAccess
  private let time: WatchTime
  private let grace: Duration
  /// Shows the card's presence to the service, and tells for how long that serves.
  private let show: @Sendable () async throws(CPSError) -> Duration

  private var nextShow: ContinuousClock.Instant
  private var graceEnd: ContinuousClock.Instant?
  private var sleptBefore: Duration
  private var eventCount: UInt16?

  /// A watch that shows presence at its first look.
  init(
    _ order: StayOrder, among readers: any ReaderAccess, time: WatchTime, grace: Duration = standardGrace,
    show: @escaping @Sendable () async throws(CPSError) -> Duration
  ) {
    self.order = order
    self.readers = readers
    self.time = time
    self.grace = grace
    self.show = show
    nextShow = time.now()
    sleptBefore = time.slept()
  }

  /// Takes note that nobody could tell of the card for a while.
  func doubt() {
    if graceEnd == nil { graceEnd = time.now() + grace }
    // The resource manager counts from the beginning again.
    eventCount = nil
  }

  /// Looks at the reader, and at the card where that is due.
  func look() async -> Verdict {
    let slept = time.slept()
    if slept - sleptBefore >= Self.shortestSleep { doubt() }
    sleptBefore = slept
    let status: ReaderStatus?
    do throws(CPSError) {
      status = try await readers.current().first { $0.name == order.reader }
    } catch {
      doubt()
      return waiting()
    }
    guard let status, status.card == .present, !wasTakenOut(status) else { return missing() }
    guard graceEnd != nil || time.now() >= nextShow else {
      eventCount = status.eventCount
      return .going(next: nextShow)
    }
    return await examine(status)
  }

  /// A card that came and went between two looks is counted, however quickly it is back.
  private func wasTakenOut(_ status: ReaderStatus) -> Bool {
    guard let eventCount else { return false }
    return status.eventCount &- eventCount >= 2
  }

  /// Asks the card itself who it is, and shows it where that is due.
  private func examine(_ status: ReaderStatus) async -> Verdict {
    do throws(CPSError) {
      try await CardPresence.requireCard(
        order.serial, of: order.generation, on: readers.connection(to: order.reader))
    } catch {
      if error.diagnostic == .cardChanged { return .over(CPSError(.cardLeft, reason: error.description)) }
      return Self.passing.contains(error.diagnostic) ? waiting() : missing()
    }
    graceEnd = nil
    eventCount = status.eventCount
    return time.now() >= nextShow ? await prolong() : .going(next: nextShow)
  }

  private func prolong() async -> Verdict {
    do throws(CPSError) {
      // Twice in a lease, so that one that fails may be repeated.
      nextShow = try await time.now() + show() / 2
    } catch {
      if Diagnostic.sessionEnds.contains(error.diagnostic) { return .over(error) }
      nextShow = time.now() + Self.pause
    }
    return .going(next: nextShow)
  }

  private func missing() -> Verdict {
    graceEnd == nil ? .over(CPSError(.cardLeft)) : waiting()
  }

  /// Later again, unless the grace is over.
  private func waiting() -> Verdict {
    let now = time.now()
    if let graceEnd, now >= graceEnd { return .over(CPSError(.cardLeft, reason: "not back in time")) }
    return .going(next: min(now + Self.pause, graceEnd ?? now + Self.pause))
  }
}
