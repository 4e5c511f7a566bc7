public import CPSAuth
public import CPSDiagnostics
public import CPSPrimitives
private import Synchronization

/// Stands before the routes of a service and refuses whom a ban is about, by a table that is compiled apart.
public final class BanGuard: Sendable {
  private struct Hits {
    let ban: Ban
    var count = 0
    var lastAt: Timestamp
  }

  private let book: BanBook
  private let clock: any WallClock
  private let table = Mutex(BanTable())
  private let hits = Mutex<[String: Hits]>([:])

  /// A guard that knows no ban yet.
  public init(by book: BanBook, clock: any WallClock) {
    self.book = book
    self.clock = clock
  }

  /// Refuses a request from an address under a ban.
  ///
  /// - Parameters:
  ///   - address: of the client; nil, where nobody knows it, is under no ban.
  ///   - usesPassword: whether it logs in by a password, or uses a session that a password opened.
  /// - Throws: ``Diagnostic/banned``.
  public func admit(_ address: IPAddress?, usesPassword: Bool) throws(CPSError) {
    guard let address else { return }
    let now = clock.now()
    let scopes: [BanScope] = usesPassword ? [.passwords, .everything] : [.everything]
    guard let ban = table.withLock({ $0.ban(on: address, from: scopes, at: now) }) else { return }
    hits.withLock { hits in
      hits[ban.network, default: Hits(ban: ban, lastAt: now)].count += 1
      hits[ban.network]?.lastAt = now
    }
    throw CPSError(.banned)
  }

  /// Takes over what the store says.
  ///
  /// - Throws: ``Diagnostic/storeUnavailable``, ``Diagnostic/storeCorrupt``; the table stays as it was.
  public func refresh() async throws(CPSError) {
    let fresh = try await book.table()
    table.withLock { $0 = fresh }
  }

  /// Does what is due again and again, and gives what went wrong.
  ///
  /// It writes what was counted, removes what has expired, and takes over what other hosts changed.
  public func round() async -> [CPSError] {
    var faults: [CPSError] = []
    // First what was counted: a ban that goes says in the log how often it kept somebody out.
    do throws(CPSError) { try await settle() } catch { faults.append(error) }
    do throws(CPSError) { try await book.removeExpired() } catch { faults.append(error) }
    do throws(CPSError) { try await refresh() } catch { faults.append(error) }
    return faults
  }

  /// Writes hits into their bans; what cannot be written stays counted.
  private func settle() async throws(CPSError) {
    let counted = hits.withLock { hits in
      defer { hits = [:] }
      return hits
    }
    var failure: CPSError?
    for (network, found) in counted.sorted(by: { $0.key < $1.key }) {
      do throws(CPSError) {
        try await book.addHits(found.count, lastAt: found.lastAt, to: found.ban)
      } catch {
        failure = error
        hits.withLock {
          $0[network, default: Hits(ban: found.ban, lastAt: found.lastAt)].count += found.count
        }
      }
    }
    if let failure { throw failure }
  }
}
