internal import ArgumentParser
internal import CPSAuth
internal import CPSDiagnostics
internal import CPSProof

/// Which audit log is meant.
struct AuditLogOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      Speech.text(
        fr: "La base SQLite d’un service, ou son journal exporté en JSON Lines.",
        en: "The SQLite database of a service, or its log exported as JSON Lines."), valueName: "log"))
  var log: String

  @OptionGroup var world: EnvironmentOptions

  /// The world that is meant.
  func environment() throws(CPSError) -> TrustEnvironment {
    if let named = world.environment { return named }
    return try WorkstationSettings().effectiveEnvironment
  }

  /// The log, opened to be read.
  func source() async throws(CPSError) -> AuditSource {
    try await AuditSource(log, in: try environment())
  }

  /// Hands every entry on, in order; the chain is verified on the way.
  ///
  /// - Throws: ``Diagnostic/inputMissing``, ``Diagnostic/inputMalformed``, ``Diagnostic/auditBroken``, an error of
  ///   the store, and what `body` throws.
  func read(_ body: (AuditEntry) throws(CPSError) -> Void) async throws(CPSError) {
    let source = try await source()
    var verifier = AuditVerifier(environment: try environment(), from: source.beginning)
    try await source.forEach { (record) throws(CPSError) in
      try verifier.check(record)
      try body(try AuditEntry(encoded: record.content))
    }
    _ = try verifier.report()
  }
}
