import CPSAuth
import CPSAuthHTTP
import CPSAuthSafeguards
import CPSAuthSafeguardsHTTP
import CPSDiagnostics
import CPSPrimitives
import Hummingbird
import Logging
import ServiceLifecycle

/// The measures beside the gate of a server: bans, watch, notices, accounts, telephone check, delegations, exposure.
struct ServerSafeguards {
  /// What runs for them as long as the server does.
  let services: [any Service]
  private let bans: BanBook
  private let banGuard: BanGuard
  private let contacts: ContactBook
  private let observations: ObservationBook
  private let accounts: ServerAccounts?
  private let telephone: TelephoneService?
  private let delegations: DelegationDesk
  private let exposure: ExposureReader

  /// Puts the measures together, and reads the bans, so that the first request meets them.
  ///
  /// - Parameters:
  ///   - ring: the keys of what is registered for the telephone; nil where nobody is asked for it.
  ///   - lent: what professionals delegated, as the gate asks for it.
  /// - Throws: ``Diagnostic/inputMissing``, ``Diagnostic/configurationInvalid`` for the secret of a webhook or a cost too
  ///   low for real passwords; ``Diagnostic/storeUnavailable``, ``Diagnostic/storeCorrupt``.
  init(
    _ configuration: ServerConfiguration, _ state: ServerState, authenticator: Authenticator, gate: Gate,
    lent: DelegationsInForce, ring: TelephoneKeyRing?, logger: Logger
  ) async throws(CPSError) {
    bans = BanBook(
      in: state.store, sealedBy: state.secret, auditLog: state.auditLog, clock: state.clock)
    let banGuard = BanGuard(by: bans, clock: state.clock)
    try await banGuard.refresh()
    self.banGuard = banGuard
    observations = ObservationBook(
      in: state.store, sealedBy: state.secret, auditLog: state.auditLog, clock: state.clock)
    let notices = try ServerNotices(configuration, state)
    contacts = notices.contacts
    let messenger = notices.messenger
    accounts = try configuration.accounts.map { rules throws(CPSError) in
      try ServerAccounts(rules, state, authenticator: authenticator, messenger: messenger)
    }
    telephone = Self.telephone(configuration, state, gate, ring, renewal: accounts?.renewal)
    delegations = DelegationDesk(
      of: lent, gate: gate, auditLog: state.auditLog, clock: state.clock, random: state.random,
      rules: configuration.delegations)
    exposure = ExposureReader(of: state.store)
    let follower = AuditFollower(
      of: state.auditLog, in: state.store, sealedBy: state.secret, by: configuration.watch.rules,
      telling: notices.logins, clock: state.clock)
    services =
      [
        RoundService(name: "bans", interval: configuration.bans.refresh, logger: logger) {
          await banGuard.round()
        },
        RoundService(name: "watch", interval: configuration.watch.interval, logger: logger) {
          await follower.round()
        },
      ] + notices.services(logger: logger)
  }

  /// Seals what all measures remember under the present secret, where another one is accepted beside it and may be given
  /// up later.
  ///
  /// - Throws: ``Diagnostic/storeUnavailable``, ``Diagnostic/storeCorrupt``.
  static func sealAnew(_ state: ServerState) async throws(CPSError) {
    try await AccountBook(in: state.store, sealedBy: state.secret).sealAnew()
    try await TelephoneRecords(
      in: state.store, sealedBy: state.secret, auditLog: state.auditLog, clock: state.clock
    ).sealAnew()
    try await TelephoneKeyMarks(in: state.store, sealedBy: state.secret).sealAnew()
    try await DelegationBook(in: state.store, sealedBy: state.secret).sealAnew()
    try await SafeguardRecords.sealAnew(in: state.store, under: state.secret)
  }

  /// Adds their routes and functions, and their screens before all routes.
  func mount(
    on front: ServiceFront, to router: Router<AuthRequestContext>,
    _ members: RouterGroup<AuthRequestContext>
  ) {
    front.mountExposure(exposure, on: members)
    front.mountDelegations(delegations, on: members)
    accounts?.mount(on: front, to: router, members)
    if let telephone { front.mountTelephone(telephone, on: members) }
    front.mountBans(bans, enforcedBy: banGuard, on: members)
    front.mountWatch(observations, on: members)
    front.mountContacts(contacts, on: members)
  }

  /// The check of callers; nil where nobody calls.
  private static func telephone(
    _ configuration: ServerConfiguration, _ state: ServerState, _ gate: Gate, _ ring: TelephoneKeyRing?,
    renewal: (any CredentialRenewal)?
  ) -> TelephoneService? {
    guard let settings = configuration.telephone, let ring else { return nil }
    let records = TelephoneRecords(
      in: state.store, sealedBy: state.secret, auditLog: state.auditLog, clock: state.clock)
    let desk = TelephoneDesk(
      of: records, countingIn: state.store, auditLog: state.auditLog, limits: settings.limits,
      clock: state.clock, random: state.random)
    return TelephoneService(
      gate: gate, desk: desk, records: records, ring: ring,
      owners: configuration.accounts == nil ? nil : AccountBook(in: state.store, sealedBy: state.secret),
      renewal: renewal)
  }
}
