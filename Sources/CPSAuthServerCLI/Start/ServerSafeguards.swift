import CPSAuth
import CPSAuthHTTP
import CPSAuthSafeguards
import CPSAuthSafeguardsHTTP
import CPSDiagnostics
import CPSPrimitives
import Hummingbird
import Logging
import ServiceLifecycle

/// The measures of a server that remember something: bans, the watch, contacts, notices.
struct ServerSafeguards {
  /// Sends codes by which passwords are renewed; nil where no notices are sent.
  let messenger: (any RenewalMessenger)?
  /// What runs for them as long as the server does.
  let services: [any Service]
  private let bans: BanBook
  private let banGuard: BanGuard
  private let contacts: ContactBook
  private let observations: ObservationBook

  /// Puts the measures together, and reads the bans, so that the first request meets them.
  ///
  /// - Throws: ``Diagnostic/inputMissing``, ``Diagnostic/configurationInvalid`` for the secret of a webhook;
  ///   ``Diagnostic/storeUnavailable``, ``Diagnostic/storeCorrupt``.
  init(
    _ configuration: ServerConfiguration, store: any AuthStore, secret: ServiceSecret, auditLog: AuditLog,
    clock: any WallClock, random: some RandomSource, logger: Logger
  ) async throws(CPSError) {
    bans = BanBook(in: store, sealedBy: secret, auditLog: auditLog, clock: clock)
    let banGuard = BanGuard(by: bans, clock: clock)
    try await banGuard.refresh()
    self.banGuard = banGuard
    var services: [any Service] = [
      RoundService(name: "bans", interval: configuration.bans.refresh, logger: logger) {
        await banGuard.round()
      }
    ]
    let outbox = NoticeOutbox(in: store, sealedBy: secret, clock: clock, random: random)
    let contacts = ContactBook(
      in: store, sealedBy: secret, telling: configuration.notices == nil ? nil : outbox, auditLog: auditLog)
    messenger = configuration.notices.map { _ in OutboxMessenger(outbox) }
    if let settings = configuration.notices {
      let delivery = NoticeDelivery(
        of: outbox, composedBy: try settings.composer(service: configuration.audience, under: secret),
        over: try settings.transport(random: random, clock: clock), auditLog: auditLog, clock: clock)
      services.append(
        RoundService(name: "notices", interval: NoticeSettings.interval, logger: logger) {
          await delivery.round()
        })
    }
    let rules = configuration.watch.rules
    let notifier = configuration.notices.map { _ in
      LoginNotifier(
        to: contacts, through: outbox, in: store, sealedBy: secret, zone: rules.zone, clock: clock)
    }
    let follower = AuditFollower(
      of: auditLog, in: store, sealedBy: secret, by: rules, telling: notifier, clock: clock)
    services.append(
      RoundService(name: "watch", interval: configuration.watch.interval, logger: logger) {
        await follower.round()
      })
    self.contacts = contacts
    observations = ObservationBook(in: store, sealedBy: secret, auditLog: auditLog, clock: clock)
    self.services = services
  }

  /// Adds their functions, and their screens before all routes.
  func mount(on front: ServiceFront, _ members: RouterGroup<AuthRequestContext>) {
    front.mountBans(bans, enforcedBy: banGuard, on: members)
    front.mountWatch(observations, on: members)
    front.mountContacts(contacts, on: members)
  }
}
