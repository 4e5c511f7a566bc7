public import CPSAuth
public import CPSDiagnostics
public import CPSPrimitives

/// The bans of a service: records of the kind `ban`, each by its network.
public struct BanBook: Sendable {
  /// The kind of its records.
  public static let kind: RecordKind = "ban"
  /// The most bans: a longer list is a case for whoever runs the network.
  public static let maximumCount = 10_000
  /// How long hits of one ban are only counted before the audit log is told again.
  static let reportInterval: Duration = .seconds(3_600)

  let book: RecordBook<Ban>
  let store: any AuthStore
  private let auditLog: AuditLog
  private let clock: any WallClock

  /// The bans in a store.
  public init(
    in store: any AuthStore, sealedBy secret: ServiceSecret, auditLog: AuditLog, clock: any WallClock
  ) {
    book = RecordBook(Self.kind, in: store, sealedBy: secret)
    self.store = store
    self.auditLog = auditLog
    self.clock = clock
  }

  /// Takes a ban, or takes it anew with another scope or expiry.
  ///
  /// - Parameter actor: who takes it.
  /// - Throws: ``Diagnostic/banOrderInvalid`` for an expiry that has passed, is more than a year away, or where there are
  ///   ``maximumCount`` already; ``Diagnostic/storeUnavailable``, ``Diagnostic/auditUnavailable``.
  @discardableResult
  public func add(_ order: BanOrder, by actor: AuditActor) async throws(CPSError) -> Ban {
    let now = clock.now()
    guard order.expiry > now, order.expiry <= now + BanOrder.longestLife else {
      throw CPSError(.banOrderInvalid, ["detail": order.expiry.rfc3339], reason: "expiry")
    }
    guard try await book.entries(limit: Self.maximumCount).count < Self.maximumCount else {
      throw CPSError(.banOrderInvalid, ["detail": "\(Self.maximumCount)"], reason: "too many bans")
    }
    var ban = Ban(order, takenBy: Self.name(of: actor), at: now)
    try await book.change(order.block.text) { former in
      // What it refused so far stays counted.
      ban.hits = former?.hits ?? 0
      ban.lastHitAt = former?.lastHitAt
      ban.reportedHits = former?.reportedHits ?? 0
      return ban
    }
    try await note("taken", ban, by: actor)
    return ban
  }

  /// Lifts a ban.
  ///
  /// - Throws: ``Diagnostic/banUnknown`` where there is none of exactly that network;
  ///   ``Diagnostic/storeUnavailable``, ``Diagnostic/auditUnavailable``.
  public func lift(_ block: AddressBlock, by actor: AuditActor) async throws(CPSError) -> Ban {
    var lifted: Ban?
    try await book.change(block.text) { former in
      lifted = former
      return nil
    }
    guard let lifted else { throw CPSError(.banUnknown, ["network": block.text]) }
    try await note("lifted", lifted, by: actor, count: lifted.unreportedHits)
    return lifted
  }

  /// All bans, in the order of the bytes of their names.
  ///
  /// - Throws: ``Diagnostic/storeUnavailable``, ``Diagnostic/storeCorrupt``.
  public func all() async throws(CPSError) -> [Ban] {
    try await book.entries(limit: Self.maximumCount).map(\.content)
  }

  /// The bans as a table.
  func table() async throws(CPSError) -> BanTable {
    var table = BanTable()
    for ban in try await all() { table.add(ban, on: try AddressBlock(ban.network)) }
    return table
  }

  /// Removes bans that have expired, each by one host.
  func removeExpired() async throws(CPSError) {
    let now = clock.now()
    for entry in try await book.entries(limit: Self.maximumCount) where entry.content.expiry <= now {
      guard try await store.apply([book.change(entry, of: entry.name, to: nil)]) else { continue }
      try await note("expired", entry.content, by: nil, count: entry.content.unreportedHits)
    }
  }

  /// Adds hits to a ban, and tells the audit log of them at once where it was not told for an hour, or where the ban is
  /// gone.
  func addHits(_ count: Int, lastAt: Timestamp, to counted: Ban) async throws(CPSError) {
    let (now, network) = (clock.now(), counted.network)
    let told = try await RecordRace.outcome { () throws(CPSError) -> (ban: Ban, count: Int)? in
      guard let entry = try await book.entry(named: network) else { return (counted, count) }
      var ban = entry.content
      ban.hits += count
      ban.lastHitAt = max(ban.lastHitAt ?? lastAt, lastAt)
      let isDue = ban.reportedAt.map { now - $0 >= Self.reportInterval || now < $0 } ?? true
      let unreported = ban.hits - ban.reportedHits
      if isDue { (ban.reportedHits, ban.reportedAt) = (ban.hits, now) }
      guard try await store.apply([book.change(entry, of: network, to: ban)]) else { return nil }
      return (ban, isDue ? unreported : 0)
    }
    if told.count > 0 { try await note("hits", told.ban, by: nil, count: told.count) }
  }

  private func note(
    _ act: String, _ ban: Ban, by actor: AuditActor?, count: Int? = nil
  ) async throws(CPSError) {
    var event = AuditEvent(.measure)
    event.actor = actor
    event.reason = ban.reason
    event.count = count
    event.facts = [
      "measure": "ban", "act": act, "banned": ban.network, "scope": ban.scope.rawValue,
      "until": ban.expiry.rfc3339,
    ]
    try await auditLog.record(event)
  }

  private static func name(of actor: AuditActor) -> String {
    if let name = HolderName(actor) { return name.text }
    return actor.hostOperator.map { "host:\($0)" } ?? "?"
  }
}
