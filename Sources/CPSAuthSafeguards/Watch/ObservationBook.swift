public import CPSAuth
public import CPSDiagnostics
public import CPSPrimitives

/// Who is under observation: records of the kind `watch`, each by its holder, and entries of the log, by which the watch
/// itself goes.
public struct ObservationBook: Sendable {
  /// The kind of its records.
  public static let kind: RecordKind = "watch"
  /// The most people: whoever observes everybody observes nobody.
  public static let maximumCount = 1_000

  private let book: RecordBook<Observation>
  private let auditLog: AuditLog
  private let clock: any WallClock

  /// The observations in a store.
  public init(
    in store: any AuthStore, sealedBy secret: ServiceSecret, auditLog: AuditLog, clock: any WallClock
  ) {
    book = RecordBook(Self.kind, in: store, sealedBy: secret)
    self.auditLog = auditLog
    self.clock = clock
  }

  /// Puts somebody under observation, or changes for how long.
  ///
  /// The entry comes first: what fails in between errs on the side of looking.
  ///
  /// - Throws: ``Diagnostic/watchOrderInvalid`` for a time that has passed or is more than 90 days, and where
  ///   ``maximumCount`` are observed; ``Diagnostic/storeUnavailable``, ``Diagnostic/auditUnavailable``.
  public func add(_ order: ObservationOrder, by actor: AuditActor) async throws(CPSError) -> ObservationLine {
    let now = clock.now()
    guard order.until > now, order.until <= now + ObservationOrder.longestLife else {
      throw CPSError(.watchOrderInvalid, reason: "until \(order.until.rfc3339)")
    }
    guard try await all().count < Self.maximumCount else {
      throw CPSError(.watchOrderInvalid, reason: "\(Self.maximumCount) are observed already")
    }
    try await note(.observed(order.holder, until: order.until), by: actor, because: order.reason.text)
    let observation = Observation(
      until: order.until, because: order.reason.text,
      orderedBy: HolderName(actor)?.text ?? actor.hostOperator.map { "host:\($0)" } ?? "?")
    try await book.change(order.holder.text) { _ in observation }
    return ObservationLine(order.holder, observation)
  }

  /// Ends an observation.
  ///
  /// - Throws: ``Diagnostic/watchUnknown``; ``Diagnostic/storeUnavailable``, ``Diagnostic/auditUnavailable``.
  public func remove(_ holder: HolderName, by actor: AuditActor) async throws(CPSError) -> ObservationLine {
    var former: Observation?
    try await book.change(holder.text) { found in
      former = found
      return nil
    }
    guard let former else { throw CPSError(.watchUnknown) }
    try await note(.released(holder), by: actor, because: nil)
    return ObservationLine(holder, former)
  }

  /// Who is under observation now, in the order of the bytes of their names; what has run out is forgotten here.
  ///
  /// - Throws: ``Diagnostic/storeUnavailable``, ``Diagnostic/storeCorrupt``.
  public func all() async throws(CPSError) -> [ObservationLine] {
    let now = clock.now()
    var lines: [ObservationLine] = []
    for entry in try await book.entries(limit: Self.maximumCount) {
      guard entry.content.until > now else {
        try await book.change(entry.name) { found in (found?.until ?? now) > now ? found : nil }
        continue
      }
      lines.append(ObservationLine(try HolderName(entry.name), entry.content))
    }
    return lines
  }

  private func note(
    _ measure: WatchMeasure, by actor: AuditActor, because reason: String?
  ) async throws(CPSError) {
    var event = measure.event
    event.actor = actor
    event.reason = reason
    try await auditLog.record(event)
  }
}
