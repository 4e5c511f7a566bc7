internal import CPSDiagnostics
internal import OpenSSLKit

/// What a log says of itself: its name, and whether a key speaks for it already.
struct AuditIdentity: Sendable {
  private static let pageLength: Int64 = 512

  let log: String
  let isIntroduced: Bool

  /// Reads the log from its end, since the last checkpoint says both; the name alone where no key is asked about.
  ///
  /// - Throws: ``Diagnostic/auditBroken`` for a log without a name; ``Diagnostic/storeUnavailable``.
  init(in store: any AuthStore, behind head: AuditHead, of key: PublicKey?) async throws(CPSError) {
    let origin = try await store.auditOrigin()?.sequence ?? 0
    var name: String?
    var end = head.sequence
    while end > origin {
      let beginning = max(origin, end - Self.pageLength)
      let page = try await store.auditRecords(after: beginning, limit: Int(end - beginning))
      for record in page.reversed() {
        let event = try AuditEntry(encoded: record.content).event
        guard let found = event.facts["log"] else { continue }
        name = name ?? found
        guard let key else {
          self.init(log: found, isIntroduced: false)
          return
        }
        guard event.publicKey == key.subjectPublicKeyInfo else { continue }
        self.init(log: found, isIntroduced: true)
        return
      }
      end = beginning
    }
    guard let name else {
      throw CPSError(.auditBroken, ["entry": String(origin + 1), "detail": "the log has no name"])
    }
    self.init(log: name, isIntroduced: false)
  }

  init(log: String, isIntroduced: Bool) {
    self.log = log
    self.isIntroduced = isIntroduced
  }
}
