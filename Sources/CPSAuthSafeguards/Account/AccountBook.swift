public import CPSAuth
public import CPSDiagnostics

/// The accounts with a password, by name and by registered address.
public struct AccountBook: Sendable {
  static let kind: RecordKind = "account"

  let records: RecordBook<Account>

  /// The accounts in a store.
  ///
  /// - Parameter secret: the service's secret, shared by its processes.
  public init(in store: any AuthStore, sealedBy secret: ServiceSecret) {
    records = RecordBook(Self.kind, in: store, sealedBy: secret) { $0.address?.searchText }
  }

  func account(_ name: AccountName) async throws(CPSError) -> Account? {
    try await records.entry(named: name.text)?.content
  }

  /// The names of the accounts that a text means: that of the name, and those of the address.
  ///
  /// - Throws: ``Diagnostic/storeUnavailable``.
  public func names(meant text: String) async throws(CPSError) -> [AccountName] {
    var names: [AccountName] = []
    if let name = try? AccountName(text), try await account(name) != nil { names.append(name) }
    guard let address = try? MailAddress(text) else { return names }
    try await records.forEach(inGroup: address.searchText) { entry throws(CPSError) in
      let name = try AccountName(entry.name)
      if !names.contains(name) { names.append(name) }
    }
    return names
  }

  /// Seals every account under the present secret of the service, so that the one before it can be given up; says how
  /// many needed it.
  ///
  /// - Throws: ``Diagnostic/storeUnavailable``, ``Diagnostic/storeCorrupt``.
  @discardableResult
  public func sealAnew() async throws(CPSError) -> Int { try await records.sealAnew() }
}
