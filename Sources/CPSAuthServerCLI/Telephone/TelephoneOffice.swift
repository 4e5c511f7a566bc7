import CPSAuth
import CPSAuthSafeguards
import CPSDiagnostics
import CPSPrimitives

/// The telephone check in the hands of the operator of a host.
struct TelephoneOffice: Sendable {
  /// Writes an act down before it is done.
  let desk: HostDesk
  /// What is registered.
  let records: TelephoneRecords
  /// Which keys it is registered under.
  let marks: TelephoneKeyMarks
  /// Who acts.
  let actor: AuditActor

  /// Opens the records beside a service that may be running.
  ///
  /// - Throws: as ``HostState/useRecords(_:_:)``, ``Diagnostic/configurationInvalid`` where the service has no telephone
  ///   check, and what `body` throws.
  static func use<Value: Sendable>(
    _ settings: ServerConfiguration, _ body: (TelephoneOffice) async throws(CPSError) -> Value
  ) async throws(CPSError) -> Value {
    _ = try section(of: settings)
    return try await HostState.useRecords(settings) { office throws(CPSError) in
      try await body(
        TelephoneOffice(
          desk: office.desk,
          records: TelephoneRecords(
            in: office.store, sealedBy: office.secret, auditLog: office.auditLog, clock: office.clock),
          marks: TelephoneKeyMarks(in: office.store, sealedBy: office.secret),
          actor: AuditActor(hostOperator: HostOperator.ofThisProcess.name)))
    }
  }

  /// What the configuration says of the telephone check.
  ///
  /// - Throws: ``Diagnostic/configurationInvalid`` where it says nothing.
  static func section(of settings: ServerConfiguration) throws(CPSError) -> TelephoneSettings {
    guard let telephone = settings.telephone else {
      throw CPSError(
        .configurationInvalid, ["place": "telephone", "detail": "the configuration has no such section"])
    }
    return telephone
  }
}
