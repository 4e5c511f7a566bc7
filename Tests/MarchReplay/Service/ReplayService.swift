import CPSAuth
import CPSAuthHTTP
import CPSAuthSQLite
import CPSAuthSafeguards
import CPSAuthSafeguardsHTTP
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

/// The Infopatient service of one act: the product's router, gate, audit and store, under a clock that the act moves.
struct ReplayService: Sendable {
  /// When every act begins, in virtual time.
  static let beginning = SyntheticTree.fixtureMoment

  /// The time of the service and of everybody who uses it.
  let clock = ManualClock(Self.beginning)
  /// The state, in a file.
  let store: SQLiteStore
  /// The audit log, in the same file.
  let log: AuditLog
  /// Vouches for the log.
  let signer: CheckpointSigner
  /// Opens sessions.
  let authenticator: Authenticator
  /// What decides.
  let gate: Gate
  /// What answers.
  let responder: RouterResponder<AuthRequestContext>
  /// Its address.
  let audience: Audience
  /// The accounts of the product; nil where the service has only its log-in of before.
  let accounts: AccountHouse?
  private let transport: InProcessTransport
  private let carrier: (any ServiceTransport)?

  /// A service with measures.
  ///
  /// - Parameters:
  ///   - folder: where its database lies.
  ///   - carrier: carries requests over a socket; nil to carry them in process.
  init(
    in folder: String, under measures: Set<Measure>, of world: ReplayWorld,
    audience: String = "https://infopatient.example", carrier: (any ServiceTransport)? = nil
  ) async throws {
    let random = SystemRandomSource()
    self.audience = try Audience(audience)
    store = try await SQLiteStore.open(
      at: "\(folder)/state.sqlite", environment: .synthetic, random: random)
    log = AuditLog(
      store: store, clock: clock, random: random,
      sealingTo: try SealRecipients([world.officer.certificate, world.deputy.certificate]))
    signer = try CheckpointSigner(.generateP256())
    let book = try world.tree.book()
    let secret = try ServiceSecret(from: random)
    authenticator = try Authenticator(
      audience: self.audience,
      verifier: ProofVerifier(book: book, accepting: AcceptedCards(.cps, .cpe), clock: clock), store: store,
      auditLog: log, secret: secret, clock: clock, random: random)
    let delegations = DelegationsInForce(
      of: DelegationBook(in: store, sealedBy: secret),
      standing: DelegatorStanding(book: book, register: nil))
    gate = Gate(
      policy: try ReplayPolicy.policy(under: measures), auditLog: log,
      auditKey: try AuditKey(epoch: "replay", SecretBytes(copying: random.bytes(32))), clock: clock,
      delegations: delegations)
    let front = ServiceFront(authenticator: authenticator, gate: gate, clock: clock)
    let router = Router(context: AuthRequestContext.self)
    let members = front.addRoutes(to: router)
    let population = world.population
    try InfopatientService(
      front: front, authenticator: authenticator,
      directory: InsuredDirectory { population.insured($0) }
    ).addLookup(on: members)
    accounts =
      measures.isDisjoint(with: [.renewal, .response])
      ? nil
      : try AccountHouse(of: authenticator, in: store, log: log, secret: secret, clock: clock)
    if let accounts {
      accounts.addRoutes(to: router, members: members, of: front)
    } else {
      PasswordDoor(front: front, authenticator: authenticator).addRoutes(to: router)
    }
    front.mountDelegations(
      DelegationDesk(of: delegations, gate: gate, auditLog: log, clock: clock, random: random), on: members)
    front.refuseUnknownFunctions(on: members)
    self.carrier = carrier
    responder = router.buildResponder()
    transport = InProcessTransport(
      responder: responder, logger: Logger(label: "replay") { _ in SwiftLogNoOpLogHandler() })
  }

  /// The path of the log-in by password.
  var passwordPath: String { accounts == nil ? PasswordDoor.path : AccountHouse.loginPath }

  /// Carries requests of somebody at this address; over a socket everybody is on this machine.
  func transport(from address: String) -> any ServiceTransport { carrier ?? transport.from(address) }
}
