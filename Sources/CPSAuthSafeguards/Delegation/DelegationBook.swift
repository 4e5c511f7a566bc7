public import CPSAuth
public import CPSDiagnostics
internal import CPSProof
internal import CPSTrust

/// The delegations of a service, in its store, sealed.
///
/// One for each delegate and delegator, found by either: the name of a record begins with the delegate, its group is the
/// delegator. One that is revoked is gone; the audit log knows that it was.
public struct DelegationBook: Sendable {
  /// The kind of the records.
  public static let kind: RecordKind = "delegation"
  /// Neither a card's number nor a national identifier has a space in it.
  private static let separator = " "
  private static let page = 32

  private let records: RecordBook<DelegationRecord>

  /// The book of a store.
  public init(in store: any AuthStore, sealedBy secret: ServiceSecret) {
    records = RecordBook(Self.kind, in: store, sealedBy: secret, groupedBy: \.delegator)
  }

  /// Seals every delegation under the present secret, so that the one before it can be given up; says how many needed it.
  ///
  /// - Throws: ``Diagnostic/storeUnavailable``, ``Diagnostic/storeCorrupt``.
  @discardableResult
  public func sealAnew() async throws(CPSError) -> Int { try await records.sealAnew() }

  /// Writes a delegation down, in place of what the same delegator delegated to the same delegate before.
  func put(_ delegation: DelegationRecord) async throws(CPSError) {
    let name = try name(of: delegation)
    try await records.change(name) { _ in delegation }
  }

  /// Removes a delegation, unless it was declared anew meanwhile; whether this call removed it.
  func remove(_ delegation: DelegationRecord) async throws(CPSError) -> Bool {
    var isRemoved = false
    try await records.change(try name(of: delegation)) { found in
      isRemoved = found?.reference == delegation.reference
      return isRemoved ? nil : found
    }
    return isRemoved
  }

  /// The delegations of one delegator, or of all, that a selection means.
  func delegations(
    _ selector: DelegationSelector, of delegator: String? = nil, atMost limit: Int = .max
  ) async throws(CPSError) -> [DelegationRecord] {
    var found: [DelegationRecord] = []
    try await records.forEach(inGroup: delegator) { entry in
      if found.count < limit, selector.means(entry.content) { found.append(entry.content) }
    }
    return found
  }

  /// The delegations to a caller, whatever has become of them: by their card in one read, and by their person in one.
  func delegations(to delegate: Delegate) async throws(CPSError) -> [DelegationRecord] {
    let keys = [DelegateName.key(card: delegate.cardNumber), DelegateName.key(person: delegate.person)]
    var found: [DelegationRecord] = []
    for key in keys.compactMap(\.self) {
      for record in try await delegations(under: key + Self.separator) {
        if try record.delegate().means(delegate) { found.append(record) }
      }
    }
    return found
  }

  private func delegations(under prefix: String) async throws(CPSError) -> [DelegationRecord] {
    var found: [DelegationRecord] = []
    var last = prefix
    while true {
      let page = try await records.entries(afterName: last, limit: Self.page)
      let meant = page.prefix { $0.name.hasPrefix(prefix) }
      found += meant.map(\.content)
      guard meant.count == Self.page, let end = meant.last else { return found }
      last = end.name
    }
  }

  private func name(of delegation: DelegationRecord) throws(CPSError) -> String {
    try delegation.delegate().key + Self.separator + delegation.delegator
  }
}
