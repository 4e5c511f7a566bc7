import CPSAuth
import CPSAuthHTTP
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust
import HTTPTestSupport
import Hummingbird
import InfopatientDemonstration
import Logging
import OpenSSLKit
import SyntheticIGC
import TestSupport

/// A whole service in this process: memory store, authorities of the fixtures, demonstration, clock that
/// stands still at the moment of the fixtures.
struct TestService {
  /// The secret of those who ask for permits.
  static let backChannelSecret = String(repeating: "5", count: 64)
  /// A function whose code runs elsewhere, and which is reached by permits alone.
  static let remoteFunction: FunctionName = "reports.read"

  let clock = ManualClock(SyntheticTree.fixtureMoment)
  let store: MemoryStore
  let auditLog: AuditLog
  let transport: InProcessTransport
  let backChannel: InProcessTransport
  let front: ServiceFront
  let gate: Gate
  let logger: Logger
  let logLines = CollectingLog.Lines()
  let audience: Audience
  let book: RevocationBook

  init(
    audience: String = "https://service.example",
    limiter: RequestLimiter = RequestLimiter(perSecond: 1_000, burst: 1_000), proxy: TrustedProxy? = nil,
    socket: String? = nil, tokens: TokenDesk? = nil
  ) throws {
    let random = SystemRandomSource()
    let secret = try ServiceSecret(from: random)
    self.audience = try Audience(audience)
    book = try Self.book(at: clock.now())
    store = try MemoryStore(environment: .synthetic, random: random)
    auditLog = AuditLog(store: store, clock: clock, random: random)
    let authenticator = try Authenticator(
      audience: self.audience, verifier: ProofVerifier(book: book, clock: clock), store: store,
      auditLog: auditLog, secret: secret, clock: clock, random: random,
      handshakes: TLSClientVerifier(book: book, clock: clock))
    let auditKey = try AuditKey(epoch: "test", SecretBytes(copying: random.bytes(32)))
    gate = Gate(policy: try Self.policy, auditLog: auditLog, auditKey: auditKey, clock: clock)
    front = ServiceFront(
      authenticator: authenticator, gate: gate, clock: clock, language: .french, limiter: limiter,
      proxy: proxy, tokens: tokens)
    let desk = try PermitDesk(
      authenticator: authenticator, gate: gate,
      functions: [InfopatientLookup.name, Self.remoteFunction].map { name in
        RemoteFunction(name) { text throws(CPSError) in try NIR(text) }
      }, random: random)
    let router = Router(context: AuthRequestContext.self)
    let members = front.addRoutes(to: router)
    try InfopatientService(front: front, authenticator: authenticator).addRoutes(to: router, members: members)
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

  func workstation() throws -> TestWorkstation {
    try TestWorkstation(audience: audience, transport: transport, clock: clock)
  }

  /// Every entry of the audit log.
  func auditEvents() async throws -> [AuditEvent] {
    try await store.auditRecords(after: 0, limit: 1_000).map { try AuditEntry(encoded: $0.content).event }
  }

  /// Puts a card on the list of its authority.
  func revoke(_ card: FixtureCard) throws {
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
