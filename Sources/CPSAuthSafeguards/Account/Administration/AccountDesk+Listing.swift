internal import CPSAuth
public import CPSDiagnostics
internal import CPSPrimitives

extension AccountDesk {
  /// The accounts of a selection.
  ///
  /// - Throws: ``Diagnostic/storeUnavailable``.
  public func accounts(_ selector: AccountSelector) async throws(CPSError) -> AccountListing {
    var listing = AccountListing()
    let now = clock.now()
    switch selector.selection {
    case .list(let list):
      for reference in list.references {
        let names = try await book.names(meant: reference.text)
        if names.isEmpty { listing.unknown.append(reference.text) }
        for name in names where !listing.accounts.contains(where: { $0.name == name.text }) {
          guard let account = try await book.account(name) else { continue }
          listing.add(AccountSummary(name.text, account, at: now, by: rules))
        }
      }
    case .everyone: try await addAll(to: &listing, at: now) { _ in true }
    case .state(let state): try await addAll(to: &listing, at: now) { $0.state == state }
    }
    return listing
  }

  private func addAll(
    to listing: inout AccountListing, at now: Timestamp, where isMeant: (AccountSummary) -> Bool
  ) async throws(CPSError) {
    var last: String?
    while listing.isComplete {
      let page = try await book.records.entries(afterName: last, limit: 256)
      for entry in page {
        let summary = AccountSummary(entry.name, entry.content, at: now, by: rules)
        if isMeant(summary) { listing.add(summary) }
      }
      guard let end = page.last else { return }
      last = end.name
    }
  }
}

extension AccountListing {
  /// Adds an account, or notes that there is no room for it.
  fileprivate mutating func add(_ summary: AccountSummary) {
    if accounts.count < Self.maximumCount { accounts.append(summary) } else { isComplete = false }
  }
}
