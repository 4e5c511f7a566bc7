public import CPSDiagnostics
internal import CPSPrimitives
internal import OpenSSLKit

extension AuditLog {
  /// Holds the key of the pseudonyms against what the log says of its epoch, and says it when the epoch begins.
  ///
  /// Once at the start of every process that writes the log, before the gate decides: of several that begin an epoch
  /// at the same moment with different keys, one is accepted.
  ///
  /// - Throws: ``Diagnostic/auditKeyExchanged`` for another key than the one that the epoch began with;
  ///   ``Diagnostic/auditUnavailable``, ``Diagnostic/storeUnavailable``.
  public func adopt(_ key: AuditKey) async throws(CPSError) {
    let check = try key.check()
    let place = AuditKeyPlace(of: key.epoch, in: store)
    if let (known, entry) = try await place.known() { return try Self.compare(known, in: entry, with: check) }
    var searched = try await store.auditOrigin()?.sequence ?? 0
    for attempt in 0..<Self.attemptLimit {
      let head = try await store.auditHead()
      let last = head?.sequence ?? 0
      if let (known, entry) = try await AuditKeyCheck.found(
        in: store, of: key.epoch, behind: searched, through: last)
      {
        await place.note(entry)
        return try Self.compare(known, in: entry, with: check)
      }
      if let entry = try await append(check, after: head) { return await place.note(entry) }
      // Only what others wrote since is new.
      searched = max(searched, last)
      try await makeRoom(after: attempt)
    }
    throw CPSError(.auditUnavailable, reason: "other processes were quicker, always")
  }

  private static func compare(
    _ known: AuditKeyCheck, in entry: Int64, with check: AuditKeyCheck
  ) throws(CPSError) {
    guard MessageAuthentication.areEqual(known.code, check.code) else {
      throw CPSError(.auditKeyExchanged, ["epoch": known.epoch, "entry": String(entry)])
    }
  }

  /// Appends what the log is to say of a key, and says in which entry; nil when somebody was quicker.
  private func append(
    _ check: AuditKeyCheck, after head: AuditHead?
  ) async throws(CPSError) -> Int64? {
    var composer = AuditComposer(
      after: head, in: nil, to: nil, environment: environment, random: random, at: clock.now())
    if head == nil { _ = try composer.add(.event(try genesis(), subject: nil)) }
    _ = try composer.add(.event(check.event, subject: nil))
    do throws(CPSError) {
      return try await store.appendAudit(composer.records, after: head) ? composer.head?.sequence : nil
    } catch {
      throw CPSError(.auditUnavailable, reason: error.description)
    }
  }
}
