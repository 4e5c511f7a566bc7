public import CPSAuth
public import CPSDiagnostics
public import CPSPrimitives

/// What is registered for the telephone, account by account; every change is in the log before it is made.
public struct TelephoneRecords: Sendable {
  /// How many accounts of an import are changed in one step.
  static let lot = 100
  /// How the log calls this measure.
  static let measure = "telephone"

  private let book: RecordBook<TelephoneRecord>
  private let store: any AuthStore
  private let auditLog: AuditLog
  private let clock: any WallClock

  /// The records of a service.
  ///
  /// - Parameter secret: the service's secret, which seals them; the key of the characters is another.
  public init(
    in store: any AuthStore, sealedBy secret: ServiceSecret, auditLog: AuditLog, clock: any WallClock
  ) {
    book = RecordBook(TelephoneRecord.kind, in: store, sealedBy: secret)
    self.store = store
    self.auditLog = auditLog
    self.clock = clock
  }

  /// What is registered for an account; nil for nothing.
  func entry(of account: AccountName) async throws(CPSError) -> RecordEntry<TelephoneRecord>? {
    try await book.entry(named: account.text)
  }

  /// Registers details, in the place of those that were there; delegates stay.
  ///
  /// To be called with what a permit for ``TelephoneRegistration`` gave, or by an act of the host. Of many, those of one
  /// step are registered together; when it fails, the steps before it stand, and the same import can be made again.
  ///
  /// - Throws: ``Diagnostic/auditUnavailable``, ``Diagnostic/storeUnavailable``.
  public func register(_ claims: [TelephoneClaim], by actor: AuditActor) async throws(CPSError) {
    for start in stride(from: 0, to: claims.count, by: Self.lot) {
      let lot = Array(claims[start..<min(start + Self.lot, claims.count)])
      try await note(lot.map { ["act": "registered", "account": $0.account.text] }, by: actor)
      try await apply(lot)
    }
  }

  /// Removes everything that is registered for an account, delegates too, and says whether there was something.
  ///
  /// - Throws: as ``register(_:by:)``.
  public func remove(_ account: AccountName, by actor: AuditActor) async throws(CPSError) -> Bool {
    guard try await entry(of: account) != nil else { return false }
    try await note([["act": "removed", "account": account.text]], by: actor)
    try await book.change(account.text) { _ in nil }
    return true
  }

  /// Does what an order about delegates says, and gives those who are declared afterwards.
  ///
  /// To be called with what a permit for ``TelephoneDelegation`` gave the owner of the account, or by an act of the host.
  ///
  /// - Throws: ``Diagnostic/telephoneDelegatesFull``; as ``register(_:by:)``.
  public func carryOut(
    _ order: TelephoneDelegateOrder, by actor: AuditActor
  ) async throws(CPSError) -> TelephoneDelegation.Answer {
    let delegates =
      switch order.act {
      case .list: try await delegates(of: order.account)
      case .declare(let person): try await declare(person, for: order.account, by: actor)
      case .withdraw(let person): try await withdraw(person, for: order.account, by: actor)
      }
    return TelephoneDelegation.Answer(order.account, delegates)
  }

  /// Declares somebody who may call in the name of an account, and gives all of them.
  ///
  /// - Throws: ``Diagnostic/telephoneDelegatesFull``; as ``register(_:by:)``.
  func declare(
    _ person: DelegatePerson, for account: AccountName, by actor: AuditActor
  ) async throws(CPSError) -> [TelephoneDelegate] {
    let delegate = TelephoneDelegate(person: person, declaredAt: clock.now())
    try await note(
      [["act": "delegate-declared", "account": account.text, "role": person.role.rawValue]], by: actor,
      sealing: TelephoneCaller.delegate(person).sealedText)
    return try await book.change(account.text) { record throws(CPSError) in
      var record = record ?? TelephoneRecord()
      record.delegates.removeAll { $0.person == person }
      guard record.delegates.count < TelephoneDelegate.maximumCount else {
        throw CPSError(.telephoneDelegatesFull, ["count": String(TelephoneDelegate.maximumCount)])
      }
      record.delegates.append(delegate)
      return record
    }?.delegates ?? []
  }

  /// Withdraws somebody's declaration, and gives those who are left.
  ///
  /// - Throws: as ``register(_:by:)``.
  func withdraw(
    _ person: DelegatePerson, for account: AccountName, by actor: AuditActor
  ) async throws(CPSError) -> [TelephoneDelegate] {
    try await note(
      [["act": "delegate-withdrawn", "account": account.text, "role": person.role.rawValue]], by: actor,
      sealing: TelephoneCaller.delegate(person).sealedText)
    return try await book.change(account.text) { record in
      guard var record else { return nil }
      record.delegates.removeAll { $0.person == person }
      return record.details == nil && record.delegates.isEmpty ? nil : record
    }?.delegates ?? []
  }

  /// Who may call in the name of an account.
  ///
  /// - Throws: ``Diagnostic/storeUnavailable``, ``Diagnostic/storeCorrupt``.
  func delegates(of account: AccountName) async throws(CPSError) -> [TelephoneDelegate] {
    try await entry(of: account)?.content.delegates ?? []
  }

  /// What is registered, without what could be said on the telephone.
  ///
  /// - Throws: ``Diagnostic/storeUnavailable``, ``Diagnostic/storeCorrupt``.
  public func listing(_ selector: TelephoneSelector) async throws(CPSError) -> TelephoneListing {
    switch selector {
    case .account(let account):
      return TelephoneListing(try await entry(of: account).map { [$0] } ?? [], isComplete: true)
    case .everyone(let after):
      let most = TelephoneListing.maximumCount
      let found = try await book.entries(afterName: after?.text, limit: most + 1)
      return TelephoneListing(Array(found.prefix(most)), isComplete: found.count <= most)
    }
  }

  /// Seals every record under the present secret of the service, so that the one before it can be given up; says how
  /// many needed it.
  ///
  /// - Throws: ``Diagnostic/storeUnavailable``, ``Diagnostic/storeCorrupt``.
  @discardableResult
  public func sealAnew() async throws(CPSError) -> Int { try await book.sealAnew() }

  /// Brings details of an epoch that is on its way out under the key of the present one, once a caller has said them.
  func carryOver(_ entry: RecordEntry<TelephoneRecord>?, to claim: TelephoneClaim) async throws(CPSError) {
    guard let entry, let details = entry.content.details, details.epoch != claim.presentEpoch else { return }
    var record = entry.content
    record.details = claim.details
    // Whoever was quicker has registered other details, or brought these over.
    _ = try await store.apply([book.change(entry, of: entry.name, to: record)])
  }

  private func apply(_ lot: [TelephoneClaim]) async throws(CPSError) {
    try await RecordRace.outcome { () throws(CPSError) -> Void? in
      var changes: [RecordChange] = []
      for claim in lot {
        let found = try await entry(of: claim.account)
        var record = found?.content ?? TelephoneRecord()
        record.details = claim.details
        record.registeredAt = clock.now().millisecondsSince1970
        changes.append(try book.change(found, of: claim.account.text, to: record))
      }
      return try await store.apply(changes) ? () : nil
    }
  }

  /// Writes entries that wait together, so that many cost few transactions.
  private func note(
    _ all: [[String: String]], by actor: AuditActor, sealing person: String? = nil
  ) async throws(CPSError) {
    let log = auditLog
    let failure = await withTaskGroup(of: CPSError?.self) { group in
      for facts in all {
        group.addTask {
          var event = AuditEvent(.measure)
          event.actor = actor
          event.facts = facts
          event.facts["measure"] = Self.measure
          do throws(CPSError) { try await log.record(event, sealing: person) } catch { return error }
          return nil
        }
      }
      return await group.reduce(nil) { $0 ?? $1 }
    }
    if let failure { throw failure }
  }
}
