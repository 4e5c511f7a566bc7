import CPSAuth
import CPSAuthHTTP
import CPSAuthPolicy
import CPSAuthSafeguards
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTransport
import CPSTrust
import Hummingbird
import InfopatientDemonstration
import Logging
import OpenSSLKit
import ServiceLifecycle

/// A server, put together from its configuration: everything but the socket.
struct ServerAssembly {
  /// What answers requests.
  let responder: RouterResponder<AuthRequestContext>
  /// The state, to be closed at the end.
  let state: OpenedState
  /// The audit log, to be flushed at the end.
  let auditLog: AuditLog
  /// What the log is told of refusals, to be flushed at the end.
  let refusals: RefusalLog
  /// What answers the machine itself, where it is told to.
  let backChannel: BackChannel?
  /// Looks after the audit log.
  let auditService: AuditService
  /// Keeps the revocation lists fresh.
  let revocation: RevocationService
  /// The authorities that clients with a card are told of, DER.
  let authorities: [[UInt8]]
  /// Keeps the register of practitioners fresh, where one is configured.
  let reloader: RegisterReloader?
  /// The measures beside the gate.
  let safeguards: ServerSafeguards
  /// Keeps the policy fresh, where it stands in a file of its own.
  let policy: PolicyService?

  /// What runs as long as the server does.
  var services: [any Service] {
    [revocation, auditService] + [reloader, policy].compactMap { (service: (any Service)?) in service }
      + safeguards.services
  }

  /// Puts a server together; nothing is listened on yet.
  ///
  /// - Throws: whatever makes the configuration impossible: files, trust store, database of another world
  ///   (attack case CA-07).
  init(
    _ configuration: ServerConfiguration, clock: any WallClock, random: some RandomSource, logger: Logger
  ) async throws(CPSError) {
    // What is only read comes first, so that a start that fails leaves nothing behind.
    let directory = TrustDirectory(
      path: configuration.trust.directory, pins: try Self.pins(configuration))
    let trust = try directory.load(grace: configuration.trust.grace, at: clock.now())
    let register = try configuration.trust.register?.open(at: clock.now())
    let rules = try configuration.policy.load(knowing: configuration.functions)
    let accepted = AcceptedCards(rules.cardTypes) ?? .cps
    let verifier = try ProofVerifier(
      book: trust.book, accepting: accepted,
      strictness: configuration.trust.strictness, register: register, clock: clock)
    let handshakes = try Self.handshakes(configuration, accepted, trust.book, register, clock)
    let proxy = try configuration.proxy?.proxy(random: random)
    authorities = trust.book.anchors.authorities.map(\.certificate.der)
    let tokens = try await configuration.tokens?.desk(random: random)
    let sources = try Self.sources(configuration, trust.book.anchors, accepted)
    let secrets = configuration.secrets
    let secret = try secrets.serviceSecret(random: random)
    let recipients = try configuration.audit.sealRecipients()
    let auditKey = try secrets.auditKey(random: random)
    let ring = try configuration.telephone.map { settings throws(CPSError) in
      try settings.ring(besides: configuration.secretFiles, isCreated: settings.isCreated, random: random)
    }
    state = try await OpenedState(
      configuration.database, environment: configuration.environment, random: random)
    let store = state.store
    let log = AuditLog(store: store, clock: clock, random: random, sealingTo: recipients)
    auditLog = log
    try await log.adopt(auditKey)
    let keeper = try configuration.audit.keeper(of: auditLog, clock: clock, random: random)
    auditService = AuditService(keeper: keeper, interval: configuration.audit.interval, logger: logger)
    AuditWarnings.log(AuditWarnings.all(of: configuration.audit, keeper), to: logger)
    let authenticator = try Authenticator(
      audience: configuration.audience, verifier: verifier, store: store, auditLog: auditLog,
      secret: secret, clock: clock, random: random, limits: configuration.sessions,
      handshakes: handshakes, inquiry: Self.inquiry(configuration, trust.book, clock: clock, random: random))
    let delegations = DelegationsInForce(
      of: DelegationBook(in: store, sealedBy: secret),
      standing: DelegatorStanding(book: trust.book, register: register))
    let gate = Gate(
      policy: rules, auditLog: auditLog, auditKey: auditKey, clock: clock, delegations: delegations)
    let front = ServiceFront(
      authenticator: authenticator, gate: gate, clock: clock, language: configuration.language,
      limiter: configuration.requests.limiter, proxy: proxy, tokens: tokens)
    refusals = front.refusals
    let desk = try configuration.backChannel.map { settings throws(CPSError) in
      try PermitDesk(
        authenticator: authenticator, gate: gate, functions: settings.remoteFunctions, random: random)
    }
    let shared = ServerState(store: store, secret: secret, auditLog: log, clock: clock, random: random)
    if !secrets.accepted.isEmpty { try await ServerSafeguards.sealAnew(shared) }
    if let ring { try await TelephoneKeyMarks(in: store, sealedBy: secret).adopt(ring) }
    safeguards = try await ServerSafeguards(
      configuration, shared, authenticator: authenticator, gate: gate, lent: delegations, ring: ring,
      logger: logger)
    responder = try Self.router(
      front, authenticator, desk, safeguards, isDemonstration: configuration.isDemonstration
    ).buildResponder()
    let monitor = ServerMonitor(
      store: store, book: trust.book, gate: gate, keeper: keeper, metrics: front.metrics, clock: clock)
    backChannel = try configuration.backChannel.map { settings throws(CPSError) in
      try BackChannel(settings, front: front, desk: desk, monitor: monitor.routes, random: random)
    }
    revocation = Self.revocation(
      configuration.trust, trust.book, directory, sources, authenticator, clock, random, logger)
    revocation.log(trust.faults, trust.book.states(at: clock.now()))
    reloader = register.map {
      RegisterReloader(register: $0, interval: configuration.trust.refresh, clock: clock, logger: logger)
    }
    reloader?.report()
    policy = Self.policyService(configuration, gate, auditLog, accepted, logger)
  }

  /// What keeps the policy fresh; nil where it stands in the configuration.
  private static func policyService(
    _ configuration: ServerConfiguration, _ gate: Gate, _ auditLog: AuditLog, _ accepted: AcceptedCards,
    _ logger: Logger
  ) -> PolicyService? {
    guard case .file(let path, let refresh) = configuration.policy else { return nil }
    let reloader = PolicyReloader(
      path: path, gate: gate, auditLog: auditLog, accepting: accepted, knowing: configuration.functions)
    return PolicyService(reloader: reloader, interval: refresh, logger: logger)
  }

  /// What keeps the lists fresh, and ends the sessions of cards that a new one revokes.
  private static func revocation(
    _ trust: TrustSettings, _ book: RevocationBook, _ directory: TrustDirectory,
    _ sources: [RevocationSource], _ authenticator: Authenticator, _ clock: any WallClock,
    _ random: any RandomSource, _ logger: Logger
  ) -> RevocationService {
    let refresher = RevocationRefresher(
      of: book, in: directory, from: sources, inbox: trust.lists.inbox, over: HTTPPublicationTransport(),
      limits: trust.lists.limits, clock: clock, random: random,
      recheck: { () throws(CPSError) in try await authenticator.endRevokedSessions() })
    return RevocationService(refresher: refresher, interval: trust.refresh, clock: clock, logger: logger)
  }

  /// Where the lists are published that accepted cards need.
  private static func sources(
    _ configuration: ServerConfiguration, _ anchors: TrustAnchors, _ accepted: AcceptedCards
  ) throws(CPSError) -> [RevocationSource] {
    let lists = configuration.trust.lists
    return try RevocationSource.all(
      for: anchors, accepting: accepted, configured: lists.addresses,
      hosts: lists.hosts, isOfficial: lists.isOfficial)
  }

  private static func router(
    _ front: ServiceFront, _ authenticator: Authenticator, _ desk: PermitDesk?,
    _ safeguards: ServerSafeguards, isDemonstration: Bool
  ) throws(CPSError) -> Router<AuthRequestContext> {
    let router = Router(context: AuthRequestContext.self)
    let members = front.addRoutes(to: router)
    if isDemonstration {
      try InfopatientService(front: front, authenticator: authenticator).addRoutes(
        to: router, members: members)
    }
    front.mountSessionAdministration(on: members)
    safeguards.mount(on: front, to: router, members)
    if let desk { front.addApprovals(of: desk, on: members) }
    front.refuseUnknownFunctions(on: members)
    return router
  }

  /// What judges client certificates of TLS connections, where the configuration lets them open sessions.
  private static func handshakes(
    _ configuration: ServerConfiguration, _ accepted: AcceptedCards, _ book: RevocationBook,
    _ register: FilePractitionerRegister?, _ clock: any WallClock
  ) throws(CPSError) -> TLSClientVerifier? {
    guard configuration.listener.clients != nil || configuration.proxy?.reportsCertificates == true else {
      return nil
    }
    return try TLSClientVerifier(
      book: book, accepting: accepted, strictness: configuration.trust.strictness,
      register: register, clock: clock)
  }

  private static func inquiry(
    _ configuration: ServerConfiguration, _ book: RevocationBook, clock: any WallClock,
    random: some RandomSource
  ) -> StatusInquiry? {
    configuration.trust.status.map { settings in
      StatusInquiry(
        settings.rules, book: book, transport: HTTPStatusTransport(to: settings.responder), clock: clock,
        random: random)
    }
  }

  static func pins(_ configuration: ServerConfiguration) throws(CPSError) -> TrustPins {
    let fingerprints: [String]
    switch configuration.trust.pins {
    case .builtIn: return .production
    case .listed(let listed): fingerprints = listed
    case .file(let path): fingerprints = try PinsFile.fingerprints(at: path)
    }
    switch configuration.environment {
    case .production: return .production
    case .test: return try .test(fingerprints)
    case .synthetic: return try .synthetic(fingerprints)
    }
  }
}
