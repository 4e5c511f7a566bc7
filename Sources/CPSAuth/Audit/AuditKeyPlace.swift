internal import CPSDiagnostics

/// Where in the log the check of an epoch stands, so that a start need not read the log back to it.
///
/// Kept as a record in clear and believed in nothing: the entry that it names says what the log says.
struct AuditKeyPlace: Sendable {
  static let kind: RecordKind = "audit-key-place"

  private let store: any AuthStore
  private let epoch: String

  init(of epoch: String, in store: any AuthStore) {
    self.store = store
    self.epoch = epoch
  }

  /// The check, if its entry is still where it was found last.
  ///
  /// - Throws: ``Diagnostic/storeUnavailable``.
  func known() async throws(CPSError) -> (check: AuditKeyCheck, entry: Int64)? {
    guard let record = try await store.record(Self.kind, named: epoch),
      let entry = Int64(String(decoding: record.content, as: UTF8.self)), entry > 0,
      let found = try await store.auditRecords(after: entry - 1, limit: 1).first, found.sequence == entry,
      let event = try? AuditEntry(encoded: found.content).event, let check = AuditKeyCheck(event),
      check.epoch == epoch
    else { return nil }
    return (check, entry)
  }

  /// Notes the entry for the next start.
  func note(_ entry: Int64) async {
    do throws(CPSError) {
      let version = try await store.record(Self.kind, named: epoch)?.version
      let content = RecordChange.Result.content(Array(String(entry).utf8), group: nil)
      _ = try await store.apply([RecordChange(Self.kind, epoch, expecting: version, result: content)])
    } catch {
      // Nothing depends on it: who does not find the place searches for the entry.
    }
  }
}
