public import CPSDiagnostics
public import CPSPrimitives
internal import OpenSSLKit

/// Keeps the revocation lists of a book fresh: from the store, from an inbox, and from where they are published.
///
/// It sleeps nowhere and asks nobody for the time but its clock: whoever runs it calls ``round()`` again and again.
/// A list counts for its signature alone, wherever it came from; what is refused leaves the list in use in its place.
/// Addresses are those of its sources, never one out of a certificate (attack case HN-14).
public actor RevocationRefresher {
  /// Checks the live sessions against the lists in use, and says how many it ended.
  public typealias Recheck = @Sendable () async throws(CPSError) -> Int

  private struct Attempt {
    var moment: Timestamp
    var failures = 0
  }

  private let directory: TrustDirectory
  private let book: RevocationBook
  private let sources: [RevocationSource]
  private let transport: any PublicationTransport
  private let limits: RefreshLimits
  private let clock: any WallClock
  private let rhythm: RefreshRhythm
  private let recheck: Recheck
  private var inbox: ListInbox?
  /// By key identifier of the authority.
  private var attempts: [[UInt8]: Attempt] = [:]
  /// Whether lists changed since the live sessions were last checked: at the start they may have.
  private var isRecheckDue = true

  /// A refresher.
  ///
  /// - Parameters:
  ///   - directory: the store, in which what is taken in is kept.
  ///   - book: the lists in use.
  ///   - sources: where lists are published; empty to fetch none.
  ///   - inbox: a folder or a file in which somebody else puts lists; nil for none.
  ///   - transport: brings published files.
  ///   - limits: what one list may cost.
  ///   - random: spreads the requests of many services.
  ///   - recheck: called after lists changed, and again until it succeeds.
  public init(
    of book: RevocationBook, in directory: TrustDirectory, from sources: [RevocationSource],
    inbox: String?, over transport: any PublicationTransport, limits: RefreshLimits = .standard,
    clock: any WallClock, random: any RandomSource, recheck: @escaping Recheck
  ) {
    self.book = book
    self.directory = directory
    self.sources = sources
    self.inbox = inbox.map(ListInbox.init)
    self.transport = transport
    self.limits = limits
    self.clock = clock
    self.rhythm = RefreshRhythm(random: random)
    self.recheck = recheck
  }

  /// Does what is due now: reads store and inbox again, fetches the lists whose moment has come, and has the live
  /// sessions checked when a list changed.
  public func round() async -> RefreshReport {
    var report = RefreshReport()
    let before = book.anchors.authorities.map { book.digests(of: $0) }
    report.faults += directory.refresh(book, at: clock.now())
    await readInbox(&report)
    for source in sources {
      guard !Task.isCancelled else { break }
      await refresh(source, &report)
    }
    report.states = book.states(at: clock.now())
    for (authority, digests) in zip(book.anchors.authorities, before)
    where book.digests(of: authority) != digests {
      isRecheckDue = true
      if let facts = book.facts(of: authority, at: clock.now()) { report.taken.append(facts) }
    }
    await recheckSessions(&report)
    report.nextFetch = attempts.values.map(\.moment).min()
    return report
  }

  private func recheckSessions(_ report: inout RefreshReport) async {
    guard isRecheckDue, !Task.isCancelled else { return }
    do throws(CPSError) {
      report.endedSessions = try await recheck()
      isRecheckDue = false
    } catch {
      // Who ends this in the middle is about to end the service, and is told nothing that went wrong.
      if error.diagnostic != .cancelled { report.faults.append(error) }
    }
  }

  private func readInbox(_ report: inout RefreshReport) async {
    guard var inbox else { return }
    let (lists, faults) = inbox.changes()
    self.inbox = inbox
    report.faults += faults
    for list in lists {
      do throws(CPSError) {
        _ = try take(list, of: nil, &report)
      } catch { report.faults.append(error) }
    }
  }

  private func refresh(_ source: RevocationSource, _ report: inout RefreshReport) async {
    let key = source.authority.keyIdentifier
    let now = clock.now()
    let attempt = attempts[key] ?? Attempt(moment: first(for: source.authority, at: now))
    attempts[key] = attempt
    guard attempt.moment <= now else { return }
    let isNewer: Bool
    do throws(CPSError) {
      isNewer = try await fetch(source, &report)
    } catch { return }
    let facts = book.facts(of: source.authority, at: clock.now())
    // A list that lives long is asked for daily; that it is still the same then is no failure.
    let isFarFromItsEnd = facts.map { $0.nextUpdate - now > RefreshRhythm.longestInterval } ?? false
    if let facts, isNewer || isFarFromItsEnd, facts.nextUpdate > now {
      attempts[key] = Attempt(moment: rhythm.next(after: facts, takenAt: now))
    } else {
      let failures = attempt.failures + 1
      attempts[key] = Attempt(moment: rhythm.retry(after: failures, at: clock.now()), failures: failures)
    }
  }

  /// Without a list that serves, at once.
  private func first(for authority: Authority, at now: Timestamp) -> Timestamp {
    guard let facts = book.facts(of: authority, at: now), facts.nextUpdate > now else { return now }
    return rhythm.next(after: facts, takenAt: now)
  }

  /// Tries the addresses in their order until one gives a list that may be used.
  ///
  /// - Returns: whether it is another than the one that was in use.
  /// - Throws: ``Diagnostic/cancelled``, and nothing else.
  private func fetch(
    _ source: RevocationSource, _ report: inout RefreshReport
  ) async throws(CPSError) -> Bool {
    let deadline = limits.deadline / source.addresses.count
    for address in source.addresses {
      do throws(CPSError) {
        let bytes = try await transport.file(at: address, upTo: limits.maximumLength, within: deadline)
        // Half a million entries keep a thread busy for a while.
        let list = try await BlockingWork.run { () throws(CPSError) in try RevocationList(der: bytes) }
        return try take(list, of: source.authority, &report)
      } catch {
        guard error.diagnostic != .cancelled else { throw error }
        report.faults.append(error)
      }
    }
    return false
  }

  /// Takes a list into store and book.
  ///
  /// - Parameter expected: the authority whose list was asked for; nil for any.
  /// - Returns: whether it is another than the one that was in use.
  private func take(
    _ list: RevocationList, of expected: Authority?, _ report: inout RefreshReport
  ) throws(CPSError) -> Bool {
    guard let authority = book.anchors.authorities.issuer(of: list), expected == nil || authority == expected
    else {
      throw AdmittedList.refusal(of: list.issuer.description, "not of the authority that was asked for")
    }
    do throws(CPSError) { try directory.keep(list, of: authority, at: clock.now()) } catch {
      // A list that cannot be stored serves all the same, until the process ends.
      guard error.diagnostic == .outputFailed else { throw error }
      report.faults.append(error)
    }
    return try book.admit(list, at: clock.now())
  }
}
