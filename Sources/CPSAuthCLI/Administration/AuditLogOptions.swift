internal import ArgumentParser
internal import CPSAuth
internal import CPSDiagnostics
internal import CPSProof

/// Which audit log is meant.
struct AuditLogOptions: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      Speech.text(
        fr: """
          La base SQLite d’un service, son journal exporté en JSON Lines, ou une base PostgreSQL : \
          postgresql://utilisateur@hôte/base, avec passfile= et sslrootcert=, jamais de mot de passe.
          """,
        en: """
          The SQLite database of a service, its log exported as JSON Lines, or a PostgreSQL database: \
          postgresql://user@host/name, with passfile= and sslrootcert=, never a password.
          """), valueName: "log"))
  var log: String

  @OptionGroup var world: EnvironmentOptions

  /// The world that is meant.
  func environment() throws(CPSError) -> TrustEnvironment {
    if let named = world.environment { return named }
    return try WorkstationSettings().effectiveEnvironment
  }

  /// The log, opened to be read.
  ///
  /// - Throws: ``Diagnostic/auditForeign`` for a database of another world, and as ``AuditSource/init(_:in:)``.
  func source() async throws(CPSError) -> AuditSource {
    let expected = try environment()
    do throws(CPSError) { return try await AuditSource(log, in: expected) } catch {
      // A database names the world that it was made for.
      guard error.diagnostic == .storeForeign,
        let found = error.values["detail"].flatMap(TrustEnvironment.init(rawValue:))
      else { throw error }
      throw CPSError(.auditForeign, ["found": found.rawValue, "expected": expected.rawValue])
    }
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
