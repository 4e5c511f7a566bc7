import CPSAuth
import CPSDiagnostics
import CPSPrimitives
import OpenSSLKit

/// The state of a service in the hands of the operator of its host.
enum HostState {
  /// Opens the state beside a service that may be running, and lets go of it afterwards.
  ///
  /// No secret of the service is read: neither key nor credential is needed to end a session, or to read the log.
  ///
  /// - Throws: as ``OpenedState/init(joining:environment:random:)``, an error of the recipients' certificates, and what
  ///   `body` throws.
  static func use<Value: Sendable>(
    _ settings: ServerConfiguration, _ body: (HostDesk, any AuthStore) async throws(CPSError) -> Value
  ) async throws(CPSError) -> Value {
    let random = SystemRandomSource()
    let recipients = try settings.audit.sealRecipients()
    let state = try await OpenedState(
      joining: settings.database, environment: settings.environment, random: random)
    // While the service reads, its file cannot be brought to one piece; nothing is lost by leaving that to it.
    defer { try? state.close() }
    let clock = SystemWallClock()
    let log = AuditLog(store: state.store, clock: clock, random: random, sealingTo: recipients)
    let desk = HostDesk(of: log, limits: settings.sessions, clock: clock, actingFor: .ofThisProcess)
    return try await body(desk, state.store)
  }

  /// The same for a measure beside the gate, whose records the service's secret seals; nothing that is missing is made.
  ///
  /// - Throws: as ``use(_:_:)``; as ``SecretSettings/serviceSecret(random:)``.
  static func useRecords<Value: Sendable>(
    _ settings: ServerConfiguration, _ body: (HostOffice) async throws(CPSError) -> Value
  ) async throws(CPSError) -> Value {
    let random = SystemRandomSource()
    let secrets = settings.secrets.withoutMaking
    let secret = try secrets.serviceSecret(random: random)
    let recipients = try settings.audit.sealRecipients()
    let state = try await OpenedState(
      joining: settings.database, environment: settings.environment, random: random)
    defer { try? state.close() }
    let clock = SystemWallClock()
    let log = AuditLog(store: state.store, clock: clock, random: random, sealingTo: recipients)
    let desk = HostDesk(of: log, limits: settings.sessions, clock: clock, actingFor: .ofThisProcess)
    return try await body(
      HostOffice(
        desk: desk, store: state.store, auditLog: log, secret: secret, clock: clock,
        random: random))
  }
}
