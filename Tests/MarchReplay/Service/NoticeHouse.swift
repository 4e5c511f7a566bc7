import CPSAuthSafeguards
import CPSDiagnostics
import CPSPrimitives

/// The notices of log-in of a service: the product's outbox, delivered to a transport of this process.
struct NoticeHouse: Sendable {
  /// Queues the notices that the watch has cause for.
  let notifier: LoginNotifier
  private let contacts: ContactBook
  private let delivery: NoticeDelivery
  private let kept: KeptNotices

  /// The notices of a service.
  init(on parts: ReplayParts) throws(CPSError) {
    let outbox = NoticeOutbox(
      in: parts.store, sealedBy: parts.secret, clock: parts.clock, random: parts.random)
    contacts = ContactBook(
      in: parts.store, sealedBy: parts.secret, telling: outbox, auditLog: parts.log)
    notifier = LoginNotifier(
      to: contacts, through: outbox, in: parts.store, sealedBy: parts.secret, zone: .paris,
      clock: parts.clock)
    kept = KeptNotices(clock: parts.clock)
    delivery = NoticeDelivery(
      of: outbox,
      composedBy: try NoticeComposer(
        from: try MailAddress("cpsauth@infopatient.example"), service: "infopatient.example",
        help: "assistance fictive"), over: kept, auditLog: parts.log, clock: parts.clock)
  }

  /// What was handed over, and when.
  var delivered: [(message: NoticeMessage, moment: Timestamp)] { kept.all }

  /// Has the owners of accounts told of each log-in.
  func tell(_ credentials: [AccountCredential]) async throws(CPSError) {
    let roll = credentials.map { "account:\($0.account);\($0.mailbox)" }.joined(separator: "\n")
    _ = try await contacts.set(try ContactRoll(roll), by: ReplayService.hostOperator)
  }

  /// Hands over what waits.
  func deliver() async throws(CPSError) {
    if let fault = await delivery.round().first { throw fault }
  }
}
