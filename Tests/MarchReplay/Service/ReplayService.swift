import CPSAuth
import CPSAuthHTTP
import CPSAuthSQLite
import CPSAuthSafeguards
import CPSAuthSafeguardsHTTP
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import HTTPTestSupport
import Hummingbird
import InfopatientDemonstration
import Logging
import OpenSSLKit
import SyntheticIGC

/// The Infopatient service of one act: the product's router, gate, audit and store, under a clock that the act moves.
struct ReplayService: Sendable {
  /// When every act begins, in virtual time.
  static let beginning = SyntheticTree.fixtureMoment
  /// When the service is set up: the day before.
  static let eve = beginning - .seconds(86_400)
  /// Who runs its host.
  static let hostOperator = AuditActor(hostOperator: "exploitation-fictive")

  /// Vouches for the log.
  let signer: CheckpointSigner
  /// What answers.
  let responder: RouterResponder<AuthRequestContext>
  /// Its address.
  let audience: Audience
  /// The accounts of the product; nil where the service has only its log-in of before.
  let accounts: AccountHouse?
  /// The help desk; nil where it checks nobody.
  let helpDesk: HelpDesk?
  /// What looks at log-ins and addresses.
  let sentries: Sentries
  private let parts: ReplayParts
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
    self.audience = try Audience(audience)
    self.carrier = carrier
    let parts = try await ReplayParts(in: folder, under: measures, of: world, at: self.audience)
    self.parts = parts
    signer = try CheckpointSigner(.generateP256())
    accounts =
      measures.isDisjoint(with: [.renewal, .response, .telephone]) ? nil : try AccountHouse(on: parts)
    helpDesk =
      measures.contains(.telephone) ? try accounts.map { try HelpDesk(on: parts, renewing: $0) } : nil
    sentries = try Sentries(on: parts)
    let router = Router(context: AuthRequestContext.self)
    let members = parts.front.addRoutes(to: router)
    let population = world.population
    try InfopatientService(
      front: parts.front, authenticator: parts.authenticator,
      directory: InsuredDirectory { population.insured($0) }
    ).addLookup(on: members)
    if let accounts {
      accounts.addRoutes(to: router, members: members)
    } else {
      PasswordDoor(front: parts.front, authenticator: parts.authenticator).addRoutes(to: router)
    }
    helpDesk?.addRoutes(to: members)
    sentries.addRoutes(to: members)
    parts.front.mountDelegations(
      DelegationDesk(
        of: parts.delegations, gate: parts.gate, auditLog: parts.log, clock: parts.clock, random: parts.random
      ), on: members)
    parts.front.refuseUnknownFunctions(on: members)
    responder = router.buildResponder()
    transport = InProcessTransport(
      responder: responder, logger: Logger(label: "replay") { _ in SwiftLogNoOpLogHandler() })
  }

  /// The time of the service and of everybody who uses it.
  var clock: ManualClock { parts.clock }
  /// The state, in a file.
  var store: SQLiteStore { parts.store }
  /// The audit log, in the same file.
  var log: AuditLog { parts.log }
  /// Opens sessions.
  var authenticator: Authenticator { parts.authenticator }
  /// What decides.
  var gate: Gate { parts.gate }

  /// The path of the log-in by password.
  var passwordPath: String { accounts == nil ? PasswordDoor.path : AccountHouse.loginPath }

  /// Carries requests of somebody at this address; over a socket everybody is on this machine.
  func transport(from address: String) -> any ServiceTransport { carrier ?? transport.from(address) }
}
