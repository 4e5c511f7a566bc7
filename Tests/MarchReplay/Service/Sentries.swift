import CPSAuth
import CPSAuthHTTP
import CPSAuthSafeguards
import CPSAuthSafeguardsHTTP
import CPSDiagnostics
import CPSPrimitives
import Hummingbird

/// What looks at log-ins and addresses beside the gate, where an act has it: the watch, notices of log-in, and bans.
struct Sentries: Sendable {
  /// How often log and bans are read, as the service does it unless configured otherwise (docs/safeguards/watch.md,
  /// docs/safeguards/bans.md).
  static let rhythm: Duration = .seconds(5)
  /// For how long a network is banned.
  private static let banLife: Duration = .seconds(7 * 86_400)

  /// The notices of log-in; nil without them.
  let notices: NoticeHouse?
  private let front: ServiceFront
  private let follower: AuditFollower?
  private let bans: (book: BanBook, screen: BanGuard)?

  /// The sentries of the measures that stand.
  ///
  /// Notices come from the watch, which finds the log-ins: where there are notices, its alarms are there, too.
  init(on parts: ReplayParts) throws(CPSError) {
    front = parts.front
    notices = parts.measures.contains(.notices) ? try NoticeHouse(on: parts) : nil
    follower =
      parts.measures.isDisjoint(with: [.watch, .notices])
      ? nil
      : AuditFollower(
        of: parts.log, in: parts.store, sealedBy: parts.secret, by: .standard, telling: notices?.notifier,
        clock: parts.clock)
    if parts.measures.contains(.bans) {
      let book = BanBook(in: parts.store, sealedBy: parts.secret, auditLog: parts.log, clock: parts.clock)
      bans = (book, BanGuard(by: book, clock: parts.clock))
    } else {
      bans = nil
    }
  }

  /// Puts the bans before all routes.
  func addRoutes(to members: RouterGroup<AuthRequestContext>) {
    if let bans { front.mountBans(bans.book, enforcedBy: bans.screen, on: members) }
  }

  /// Whether there is anything that reads log or bans from time to time.
  var isThere: Bool { follower != nil || bans != nil }

  /// Whether log-ins are watched, so that the usual ones must come before the irregular.
  var isWatching: Bool { follower != nil }

  /// Reads on in the log, hands notices over, and brings the bans up to date.
  func round() async throws(CPSError) {
    if let fault = await follower?.round().first { throw fault }
    try await notices?.deliver()
    if let fault = await bans?.screen.round().first { throw fault }
  }

  /// Keeps a network from passwords, where there are bans.
  func ban(_ network: String, at now: Timestamp) async throws(CPSError) {
    guard let bans else { return }
    let order = try BanOrder(
      AddressBlock(network), from: .passwords, until: now + Self.banLife,
      because: AccessReason("robot sur dix-neuf comptes"))
    try await bans.book.add(order, by: ReplayService.hostOperator)
    try await bans.screen.refresh()
  }
}
