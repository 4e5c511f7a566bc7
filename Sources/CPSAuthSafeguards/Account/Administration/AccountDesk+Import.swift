public import CPSAuth
public import CPSDiagnostics
internal import CPSPrimitives
internal import CPSTrust

extension AccountDesk {
  /// What became of a list of initial accounts.
  public struct ImportSummary: Sendable, Hashable, Encodable {
    /// Accounts that are new.
    public internal(set) var added = 0
    /// Accounts whose owner or address is another one now.
    public internal(set) var updated = 0
    /// Accounts that were so already, or that were to stay as they are.
    public internal(set) var unchanged = 0
  }

  /// Adds accounts, which have no password until their owners choose one by card or code.
  ///
  /// - Parameters:
  ///   - isUpdate: whether owner and address of accounts that are there become those of the list; their password, flag and
  ///     use stay, and their sessions live on.
  ///   - isVouchedFor: whether somebody has made sure that the addresses are the owners', so that a code may go there also
  ///     where somebody else was in the account. Another address than the one before needs no such word.
  /// - Throws: ``Diagnostic/storeUnavailable``, ``Diagnostic/auditUnavailable``: what came before stays, and the same list
  ///   may be read again.
  public func add(
    _ entries: [AccountEntry], updating isUpdate: Bool, vouchingForAddresses isVouchedFor: Bool = false,
    by actor: AuditActor
  ) async throws(CPSError) -> ImportSummary {
    var summary = ImportSummary()
    for entry in entries {
      switch try await add(entry, updating: isUpdate, isVouchedFor) {
      case .added:
        summary.added += 1
        try await measures.note("account-added", entry.name, by: actor)
      case .updated:
        summary.updated += 1
        try await measures.note("account-updated", entry.name, by: actor)
      case .vouchedFor:
        summary.updated += 1
        try await measures.note("address-confirmed", entry.name, by: actor)
      case .unchanged: summary.unchanged += 1
      }
    }
    return summary
  }

  private enum Addition {
    case added, updated, vouchedFor, unchanged
  }

  private func add(
    _ entry: AccountEntry, updating isUpdate: Bool, _ isVouchedFor: Bool
  ) async throws(CPSError) -> Addition {
    let name = entry.name.text
    return try await RecordRace.outcome { () throws(CPSError) -> Addition? in
      let found = try await book.records.entry(named: name)
      var account = found?.content ?? Account(owner: entry.owner, address: entry.address, madeAt: clock.now())
      let addition: Addition =
        found == nil ? .added : update(&account, to: entry, isMeant: isUpdate, isVouchedFor)
      guard addition != .unchanged else { return addition }
      var changes = [try book.records.change(found, of: name, to: account)]
      if let former = found?.content.address, former != account.address {
        changes += try farewell(to: former, entry.name)
      }
      return try await store.apply(changes) ? addition : nil
    }
  }

  private func update(
    _ account: inout Account, to entry: AccountEntry, isMeant: Bool, _ isVouchedFor: Bool
  ) -> Addition {
    let isSameAddress = account.address == entry.address
    if isMeant, !isSameAddress || account.owner != entry.owner?.text {
      if isVouchedFor || !isSameAddress { account.addressVouchedAt = clock.now() }
      account.owner = entry.owner?.text
      account.address = entry.address
      // On its way to an address that is not the owner's any more.
      account.code = nil
      return .updated
    }
    guard isVouchedFor, isSameAddress, entry.address != nil else { return .unchanged }
    account.addressVouchedAt = clock.now()
    return .vouchedFor
  }

  /// Who loses an address is told so there: whoever wants the codes of somebody else begins with their address.
  private func farewell(to former: MailAddress, _ name: AccountName) throws(CPSError) -> [RecordChange] {
    guard let outbox else { return [] }
    let notice = try OutgoingNotice(
      to: former, .accountAddressReplaced, ["account": NoticeValue(name.text)])
    return [try outbox.change(queueing: notice)]
  }
}
