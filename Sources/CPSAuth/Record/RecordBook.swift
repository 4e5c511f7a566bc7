public import CPSDiagnostics

/// Records of one kind as values: found by name or group, and changed so that nobody's change is lost.
///
/// What the measures beside the gate remember between two requests and between two hosts. Everything is sealed by the
/// service; nothing in a record gives access by itself.
public struct RecordBook<Content: Codable & Sendable>: Sendable {
  private static var page: Int { 256 }

  /// What the records are about.
  public let kind: RecordKind
  private let store: any AuthStore
  private let seal: RecordSeal
  private let group: @Sendable (Content) -> String?

  /// The records of a kind.
  ///
  /// - Parameters:
  ///   - secret: the service's secret, shared by its processes.
  ///   - group: what a record is found by together with others; nil for nothing.
  public init(
    _ kind: RecordKind, in store: any AuthStore, sealedBy secret: ServiceSecret,
    groupedBy group: @escaping @Sendable (Content) -> String? = { _ in nil }
  ) {
    self.kind = kind
    self.store = store
    self.group = group
    seal = RecordSeal(secret, for: kind)
  }

  /// The record of a name; nil when there is none.
  ///
  /// - Throws: ``Diagnostic/storeCorrupt`` when this service did not seal it; ``Diagnostic/storeUnavailable``.
  public func entry(named name: String) async throws(CPSError) -> RecordEntry<Content>? {
    guard let record = try await store.record(kind, named: name) else { return nil }
    return try entry(record)
  }

  /// At most `limit` records of a group, or of all, in the order of the bytes of their names, after the given one.
  ///
  /// - Throws: as ``entry(named:)``.
  public func entries(
    inGroup group: String? = nil, afterName name: String? = nil, limit: Int
  ) async throws(CPSError) -> [RecordEntry<Content>] {
    var entries: [RecordEntry<Content>] = []
    for record in try await store.records(kind, group: group, afterName: name, limit: limit) {
      entries.append(try entry(record))
    }
    return entries
  }

  /// Hands on every record of a group, or of all, in pages, in the order of the bytes of their names.
  ///
  /// - Throws: as ``entry(named:)``, and what `body` throws.
  public nonisolated(nonsending) func forEach(
    inGroup group: String? = nil,
    _ body: nonisolated(nonsending) (RecordEntry<Content>) async throws(CPSError) -> Void
  ) async throws(CPSError) {
    var last: String?
    while true {
      let page = try await entries(inGroup: group, afterName: last, limit: Self.page)
      for entry in page { try await body(entry) }
      guard page.count == Self.page, let end = page.last else { return }
      last = end.name
    }
  }

  /// Changes a record in one atomic step: `body` gets what stands and gives what shall stand, nil for nothing.
  ///
  /// It is called again when somebody else was quicker, and must do nothing else.
  ///
  /// - Returns: what stands afterwards.
  /// - Throws: what `body` throws, and nothing is changed; as ``entry(named:)``.
  @discardableResult
  public func change(
    _ name: String, _ body: (Content?) throws(CPSError) -> Content?
  ) async throws(CPSError) -> Content? {
    try await RecordRace.outcome { () throws(CPSError) -> Content?? in
      let found = try await entry(named: name)
      let content = try body(found?.content)
      if content == nil, found == nil { return .some(nil) }
      return try await store.apply([change(found, of: name, to: content)]) ? .some(content) : nil
    }
  }

  /// A change of one record, to be applied together with others (``AuthStore/apply(_:)``).
  ///
  /// - Parameter found: the record as it was read; nil when there was none.
  /// - Throws: ``Diagnostic/inputMalformed`` for a name or content beyond what a record holds.
  public func change(
    _ found: RecordEntry<Content>?, of name: String, to content: Content?
  ) throws(CPSError) -> RecordChange {
    guard let content else { return RecordChange(kind, name, expecting: found?.version, result: .removed) }
    let group = group(content)
    let sealed = try seal.seal(content, named: name, group: group)
    guard (1...StoredRecord.maximumNameLength).contains(name.utf8.count),
      (group?.utf8.count ?? 0) <= StoredRecord.maximumNameLength,
      sealed.count <= StoredRecord.maximumContentLength
    else { throw CPSError(.inputMalformed, ["detail": kind.rawValue], reason: "longer than a record holds") }
    return RecordChange(kind, name, expecting: found?.version, result: .content(sealed, group: group))
  }

  /// Seals every record under the present secret, so that the one before it can be given up; says how many needed it.
  ///
  /// - Throws: as ``entry(named:)``.
  @discardableResult
  public func sealAnew() async throws(CPSError) -> Int {
    var count = 0
    var last: String?
    while true {
      let page = try await store.records(kind, group: nil, afterName: last, limit: Self.page)
      for record in page where try !seal.isPresent(record) {
        let entry = try entry(record)
        // Whoever was quicker has sealed it anew.
        if try await store.apply([change(entry, of: entry.name, to: entry.content)]) { count += 1 }
      }
      guard page.count == Self.page, let end = page.last else { return count }
      last = end.name
    }
  }

  private func entry(_ record: StoredRecord) throws(CPSError) -> RecordEntry<Content> {
    RecordEntry(
      name: record.name, content: try seal.open(record, as: Content.self), version: record.version)
  }
}
