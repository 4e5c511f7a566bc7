public import CPSAuth
public import CPSDiagnostics

/// What bans, the watch, contacts and notices remember, all kinds of it.
public enum SafeguardRecords {
  /// Seals every record under the present secret, where another one is accepted beside it and may be given up later.
  ///
  /// - Throws: ``Diagnostic/storeUnavailable``, ``Diagnostic/storeCorrupt``.
  public static func sealAnew(in store: any AuthStore, under secret: ServiceSecret) async throws(CPSError) {
    try await RecordBook<Ban>(BanBook.kind, in: store, sealedBy: secret).sealAnew()
    try await RecordBook<Contact>(ContactBook.kind, in: store, sealedBy: secret).sealAnew()
    try await RecordBook<Observation>(ObservationBook.kind, in: store, sealedBy: secret).sealAnew()
    try await RecordBook<StoredNotice>(NoticeOutbox.kind, in: store, sealedBy: secret).sealAnew()
    try await AuditFollower.cursors(in: store, sealedBy: secret).sealAnew()
    try await AuditFollower.histories(in: store, sealedBy: secret).sealAnew()
    try await LoginNotifier.digests(in: store, sealedBy: secret).sealAnew()
  }
}
