public import CPSAuth
public import CPSDiagnostics
public import CPSPrimitives

/// Where notices wait until a transport takes them: records of the kind `notice`, in the service's store.
///
/// What is queued survives a crash and is sent by whichever host comes first. It is sent at least once: a host that
/// dies between handing a notice over and forgetting it leaves it to another, which sends it under the same
/// Message-ID.
public struct NoticeOutbox: Sendable {
  /// The kind of its records.
  public static let kind: RecordKind = "notice"

  let book: RecordBook<StoredNotice>
  let store: any AuthStore
  private let clock: any WallClock
  private let random: any RandomSource

  /// The outbox of a service.
  public init(
    in store: any AuthStore, sealedBy secret: ServiceSecret, clock: any WallClock, random: any RandomSource
  ) {
    book = RecordBook(Self.kind, in: store, sealedBy: secret)
    self.store = store
    self.clock = clock
    self.random = random
  }

  /// Queues a notice; it is durable when this returns.
  ///
  /// - Returns: the name of the notice, which is the first half of its Message-ID.
  /// - Throws: ``Diagnostic/storeUnavailable``, ``Diagnostic/randomnessUnavailable``.
  @discardableResult
  public func queue(_ notice: OutgoingNotice) async throws(CPSError) -> String {
    let change = try change(queueing: notice)
    guard try await store.apply([change]) else {
      throw CPSError(.storeUnavailable, reason: "two notices of one name")
    }
    return change.name
  }

  /// The change that queues a notice, to be applied together with others (``AuthStore/apply(_:)``): both or neither.
  ///
  /// - Throws: as ``queue(_:)``, but for the store.
  public func change(queueing notice: OutgoingNotice) throws(CPSError) -> RecordChange {
    let now = clock.now()
    let stored = StoredNotice(
      recipient: notice.recipient, template: notice.template.name, values: notice.values, queuedAt: now,
      expiry: notice.expiry ?? now + OutgoingNotice.standardLife, nextTry: now)
    return try book.change(nil, of: try name(at: now), to: stored)
  }

  /// How many notices wait, at most `limit`.
  ///
  /// - Throws: ``Diagnostic/storeUnavailable``, ``Diagnostic/storeCorrupt``.
  public func waiting(atMost limit: Int) async throws(CPSError) -> Int {
    try await book.entries(limit: limit).count
  }

  /// The moment in milliseconds, so that the oldest comes first, and 64 random bits.
  private func name(at now: Timestamp) throws(CPSError) -> String {
    let digits = String(max(0, now.millisecondsSince1970))
    let padded = String(repeating: "0", count: max(0, 14 - digits.count)) + digits
    return "\(padded)-\(Hexadecimal.encode(try random.bytes(8)))"
  }
}
