public import CPSAuth
public import CPSDiagnostics

/// Where holders of accounts and cards get notices: records of the kind `contact`, each by its holder.
public struct ContactBook: Sendable {
  /// The kind of its records.
  public static let kind: RecordKind = "contact"

  private let book: RecordBook<Contact>
  private let store: any AuthStore
  private let outbox: NoticeOutbox?
  private let auditLog: AuditLog

  /// The contacts in a store.
  ///
  /// - Parameter outbox: where the address before is told that it was replaced; nil where no notices are sent.
  public init(
    in store: any AuthStore, sealedBy secret: ServiceSecret, telling outbox: NoticeOutbox?, auditLog: AuditLog
  ) {
    book = RecordBook(Self.kind, in: store, sealedBy: secret)
    self.store = store
    self.outbox = outbox
    self.auditLog = auditLog
  }

  /// The contact of a holder; nil for none.
  ///
  /// - Throws: ``Diagnostic/storeUnavailable``, ``Diagnostic/storeCorrupt``.
  public func contact(of holder: HolderName) async throws(CPSError) -> Contact? {
    try await book.entry(named: holder.text)?.content
  }

  /// Sets the contacts of a roll, one holder after the other, and says how many changed.
  ///
  /// Who loses an address is told so there: whoever wants the notices of somebody else's log-ins out of the way begins
  /// with their address.
  ///
  /// - Parameter actor: who sets them.
  /// - Throws: ``Diagnostic/storeUnavailable``, ``Diagnostic/auditUnavailable``; the holders before stay set.
  public func set(_ roll: ContactRoll, by actor: AuditActor) async throws(CPSError) -> Int {
    var count = 0
    for line in roll.lines where try await set(line) {
      count += 1
      try await note("set", line.holder, by: actor)
    }
    return count
  }

  /// Forgets the contact of a holder; false where there is none.
  ///
  /// - Throws: ``Diagnostic/storeUnavailable``, ``Diagnostic/auditUnavailable``.
  public func remove(_ holder: HolderName, by actor: AuditActor) async throws(CPSError) -> Bool {
    let isRemoved = try await RecordRace.outcome { () throws(CPSError) -> Bool? in
      guard let found = try await book.entry(named: holder.text) else { return false }
      let changes = try [book.change(found, of: holder.text, to: nil)] + farewell(to: found.content, holder)
      return try await store.apply(changes) ? true : nil
    }
    if isRemoved { try await note("removed", holder, by: actor) }
    return isRemoved
  }

  private func set(_ line: ContactRoll.Line) async throws(CPSError) -> Bool {
    try await RecordRace.outcome { () throws(CPSError) -> Bool? in
      let found = try await book.entry(named: line.holder.text)
      guard found?.content != line.contact else { return false }
      var changes = [try book.change(found, of: line.holder.text, to: line.contact)]
      if let former = found?.content, former.address != line.contact.address {
        changes += try farewell(to: former, line.holder)
      }
      return try await store.apply(changes) ? true : nil
    }
  }

  private func farewell(to former: Contact, _ holder: HolderName) throws(CPSError) -> [RecordChange] {
    guard let outbox else { return [] }
    let notice = try OutgoingNotice(
      to: former.address, .contactReplaced, ["holder": NoticeValue(holder.text)])
    return [try outbox.change(queueing: notice)]
  }

  /// The address stays out of the log.
  private func note(_ act: String, _ holder: HolderName, by actor: AuditActor) async throws(CPSError) {
    var event = AuditEvent(.measure)
    event.actor = actor
    event.facts = ["measure": "contact", "act": act, "holder": holder.text]
    try await auditLog.record(event)
  }
}
