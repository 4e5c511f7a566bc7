internal import ArgumentParser
internal import CPSAuth
internal import CPSAuthSQLite
internal import CPSDiagnostics
internal import CPSProof

/// Which audit log is read, entry by entry; its chain is verified on the way.
struct AuditLogOptions: ParsableArguments {
  private static let pageLength = 1_000

  @Argument(
    help: ArgumentHelp(
      Speech.text(
        fr: "La base SQLite d’un service, ou son journal exporté en JSON Lines.",
        en: "The SQLite database of a service, or its log exported as JSON Lines."), valueName: "log"))
  var log: String

  @OptionGroup var world: EnvironmentOptions

  /// Hands every entry on, in order.
  ///
  /// - Throws: ``Diagnostic/inputMissing``, ``Diagnostic/inputMalformed``, ``Diagnostic/auditBroken``, an error of
  ///   the store, and what `body` throws.
  func read(_ body: (AuditEntry) throws(CPSError) -> Void) async throws(CPSError) {
    let environment: TrustEnvironment =
      if let named = world.environment { named } else { try WorkstationSettings().effectiveEnvironment }
    guard try AuditFile.isDatabase(log) else {
      _ = try AuditFile.verify(exported: log, environment: environment, expecting: nil, reading: body)
      return
    }
    let store = try await SQLiteStore.inspect(at: log, environment: environment)
    let end = try await AuditVerifier.verify(store)?.sequence ?? 0
    var last = try await store.auditOrigin()?.sequence ?? 0
    while last < end {
      let page = try await store.auditRecords(after: last, limit: Self.pageLength)
      guard let final = page.last else { return }
      for record in page { try body(try AuditEntry(encoded: record.content)) }
      last = final.sequence
    }
  }
}
