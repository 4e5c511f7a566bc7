import CPSAuth
import CPSAuthSafeguards
import CPSDiagnostics
import CPSPrimitives
import Logging
import ServiceLifecycle

/// What a server writes to holders: who is reached where, what waits, and who brings it.
struct ServerNotices {
  /// Where holders are reached.
  let contacts: ContactBook
  /// Sends codes by which passwords are renewed; nil where no notices are sent.
  let messenger: (any RenewalMessenger)?
  /// Tells holders of their log-ins; nil where no notices are sent.
  let logins: LoginNotifier?
  private let delivery: NoticeDelivery?

  /// Puts them together.
  ///
  /// - Throws: ``Diagnostic/inputMissing``, ``Diagnostic/configurationInvalid`` for the secret of a webhook.
  init(_ configuration: ServerConfiguration, _ state: ServerState) throws(CPSError) {
    let outbox = NoticeOutbox(
      in: state.store, sealedBy: state.secret, clock: state.clock, random: state.random)
    guard let settings = configuration.notices else {
      contacts = ContactBook(
        in: state.store, sealedBy: state.secret, telling: nil, auditLog: state.auditLog)
      (messenger, logins, delivery) = (nil, nil, nil)
      return
    }
    let contacts = ContactBook(
      in: state.store, sealedBy: state.secret, telling: outbox, auditLog: state.auditLog)
    self.contacts = contacts
    messenger = OutboxMessenger(outbox)
    logins = LoginNotifier(
      to: contacts, through: outbox, in: state.store, sealedBy: state.secret,
      zone: configuration.watch.rules.zone, clock: state.clock)
    delivery = NoticeDelivery(
      of: outbox, composedBy: try settings.composer(service: configuration.audience, under: state.secret),
      over: try settings.transport(random: state.random, clock: state.clock), auditLog: state.auditLog,
      clock: state.clock)
  }

  /// What hands over what waits.
  func services(logger: Logger) -> [any Service] {
    guard let delivery else { return [] }
    return [
      RoundService(name: "notices", interval: NoticeSettings.interval, logger: logger) {
        await delivery.round()
      }
    ]
  }
}
