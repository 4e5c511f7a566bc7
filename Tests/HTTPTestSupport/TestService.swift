public import CPSAuth
public import CPSAuthHTTP
public import CPSAuthTesting
internal import CPSDiagnostics
internal import CPSPrimitives
public import CPSProof
public import CPSTrust
internal import Hummingbird
internal import InfopatientDemonstration
public import Logging
internal import OpenSSLKit
internal import SyntheticIGC
internal import TestSupport

/// A whole service in this process: memory store, authorities of the fixtures, demonstration, clock that
/// stands still at the moment of the fixtures.
public struct TestService {
  /// The secret of those who ask for permits.
  public static let backChannelSecret = String(repeating: "5", count: 64)
  /// A function whose code runs elsewhere, and which is reached by permits alone.
  public static let remoteFunction: FunctionName = "reports.read"

  /// The time of the service and its workstations.
  public let clock = ManualClock(SyntheticTree.fixtureMoment)
  /// Its state.
  public let store: MemoryStore
  /// Its audit log.
  public let auditLog: AuditLog
  /// Carries requests to its public front.
  public let transport: InProcessTransport
  /// Carries requests of a proxy.
  public let backChannel: InProcessTransport
  /// What answers.
  public let front: ServiceFront
  /// What decides.
  public let gate: Gate
  /// Where it logs.
  public let logger: Logger
  /// What it logged.
  public let logLines = CollectingLog.Lines()
  /// Its address.
  public let audience: Audience
  /// Its lists of revoked cards.
  public let book: RevocationBook

  /// A service.
  ///
  /// - Parameters:
  ///   - accepted: whose cards open sessions.
  ///   - mounting: adds the layers of a measure before the routes of the protocol, and gives what adds its routes
  ///     behind them.
  ///   - source: what the gate asks for delegations.
  public init(
    audience: String = "https://service.example",
    limiter: RequestLimiter = RequestLimiter(perSecond: 1_000, burst: 1_000), proxy: TrustedProxy? = nil,
    socket: String? = nil, tokens: TokenDesk? = nil, accepting accepted: AcceptedCards = .cps,
    mounting: (TestServiceParts) throws -> TestServiceMounts = { _ in TestServiceMounts() },
    delegations source: (any AuthStore, ServiceSecret, RevocationBook) -> (any DelegationSource)? = {
      _, _, _ in nil
    }
  ) throws {
    let random = SystemRandomSource()
    let secret = try ServiceSecret(from: random)
    self.audience = try Audience(audience)
    book = try Self.book(at: clock.now())
    store = try MemoryStore(environment: .synthetic, random: random)
    auditLog = AuditLog(store: store, clock: clock, random: random)
    let authenticator = try Authenticator(
      audience: self.audience, verifier: ProofVerifier(book: book, accepting: accepted, clock: clock),
      store: store,
      auditLog: auditLog, secret: secret, clock: clock, random: random,
      handshakes: TLSClientVerifier(book: book, clock: clock))
    let auditKey = try AuditKey(epoch: "test", SecretBytes(copying: random.bytes(32)))
    let delegations = source(store, secret, book)
    gate = Gate(
      policy: try Self.policy, auditLog: auditLog, auditKey: auditKey, clock: clock,
      delegations: delegations)
    front = ServiceFront(
      authenticator: authenticator, gate: gate, clock: clock, language: .french, limiter: limiter,
      proxy: proxy, tokens: tokens)
    let desk = try PermitDesk(
      authenticator: authenticator, gate: gate,
      functions: [InfopatientLookup.name, Self.remoteFunction].map { name in
        RemoteFunction(name) { text throws(CPSError) in try NIR(text) }
      }, random: random)
    let router = Router(context: AuthRequestContext.self)
    let mounts = try mounting(
      TestServiceParts(
        clock: clock, random: random, store: store, auditLog: auditLog, secret: secret,
        authenticator: authenticator, gate: gate, delegations: delegations, front: front))
    let members = front.addRoutes(to: router)
    try InfopatientService(front: front, authenticator: authenticator).addRoutes(to: router, members: members)
    try mounts.addRoutes(router, members)
    front.mountSessionAdministration(on: members)
    front.addApprovals(of: desk, on: members)
    front.refuseUnknownFunctions(on: members)
    let lines = logLines
    logger = Logger(label: "test") { _ in CollectingLog(lines) }
    transport = InProcessTransport(responder: router.buildResponder(), logger: logger, socket: socket)
    backChannel = InProcessTransport(
      responder: try Self.backChannel(of: front, desk: desk).buildResponder(), logger: logger)
  }

  private static func backChannel(of front: ServiceFront, desk: PermitDesk) throws -> Router<
    AuthRequestContext
  > {
    let router = Router(context: AuthRequestContext.self)
    let proxy = try TrustedProxy(secret: SecretBytes(copying: Array(backChannelSecret.utf8)))
    front.addBackChannel(
      to: router, trusting: proxy, desk: desk, monitor: MonitorRoutes(checks: [], families: { [] }))
    return router
  }

  /// A workstation with a fresh key.
  public func workstation() throws -> TestWorkstation {
    try TestWorkstation(audience: audience, transport: transport, clock: clock)
  }

  /// Every entry of the audit log.
  public func auditEvents() async throws -> [AuditEvent] {
    try await store.auditRecords(after: 0, limit: 1_000).map { try AuditEntry(encoded: $0.content).event }
  }

  /// Puts a card on the list of its authority.
  public func revoke(_ card: FixtureCard) throws {
    let tree = try SyntheticTree.load(from: PackageRoot.path("Fixtures/pki"))
    let lists = try tree.issueRevocationLists(
      at: clock.now(), revoked: [Certificate(der: card.certificate)])
    for list in lists { try book.admit(list, at: clock.now()) }
  }

  /// Physicians and pharmacists with their CPS card.
  private static var policy: Policy {
    get throws {
      try Policy(
        version: "test",
        rules: [
          PolicyRule(
            name: "physicians and pharmacists", effect: .allow,
            functions: .named([InfopatientLookup.name]),
            holders: .card(CardCondition(types: [.cps], professions: [.physician, .pharmacist])))
        ])
    }
  }

  private static func book(at moment: Timestamp) throws -> RevocationBook {
    let tree = try SyntheticTree.load(from: PackageRoot.path("Fixtures/pki"))
    let certificates = tree.authorities.map(\.certificate)
    let pins = try TrustPins.synthetic(certificates.map { Hexadecimal.encode($0.sha256) })
    let book = RevocationBook(anchors: try TrustAnchors(certificates, pinnedBy: pins))
    let revoked = try Certificate(der: FixtureCard("revoked").certificate)
    for list in try tree.issueRevocationLists(at: SyntheticTree.fixtureListMoment, revoked: [revoked]) {
      try book.admit(list, at: moment)
    }
    return book
  }
}
