public import CPSAuth
public import CPSAuthSafeguards
public import CPSAuthTesting
public import CPSDiagnostics
public import CPSPrimitives
public import CPSProof
public import CPSTrust
internal import OpenSSLKit
internal import SyntheticIGC

/// One process of a service whose physicians delegate, over a store that others may share.
public struct DelegationScene: Sendable {
  /// When everything begins.
  public static let noon = Timestamp(secondsSince1970: 1_800_000_000)
  /// The function that is delegated.
  public static let lookup: FunctionName = "infopatient.lookup"
  /// The world of its cards.
  public static let world = Result { () throws(CPSError) in try SyntheticWorld(at: noon) }
  private static let cards = Result { () throws(CPSError) in
    let world = try Self.world.get()
    return (
      physician: try world.issueCard(to: .physician, serial: "98000201"),
      nurse: try world.issueCard(to: .nurse, serial: "98000202"),
      secretaries: [
        try world.issueStaffCard(serial: "98000301"), try world.issueStaffCard(serial: "98000302"),
      ]
    )
  }

  private enum Lookup: GatedFunction {
    static let name = DelegationScene.lookup
    typealias Subject = SessionSelector
    static func disclosed(by answer: String) -> Set<String> { ["rights"] }
  }

  /// The time.
  public let clock: ManualClock
  /// Which cards are revoked.
  public let revocations: RevocationBook
  /// What is delegated.
  public let book: DelegationBook
  /// The state.
  public let store: any AuthStore
  /// What happened.
  public let log: AuditLog
  /// What decides.
  public let gate: Gate
  /// Where professionals delegate.
  public let desk: DelegationDesk
  private let authenticator: Authenticator
  private let workstation: VirtualWorkstation

  /// A process over a store.
  public init(
    over store: any AuthStore, _ secret: ServiceSecret, _ key: AuditKey, clock: ManualClock,
    rules: DelegationRules = .standard, register: (any PractitionerRegister)? = nil
  ) throws {
    let random = SystemRandomSource()
    self.store = store
    self.clock = clock
    revocations = try Self.world.get().book()
    log = AuditLog(store: store, clock: clock, random: random)
    book = DelegationBook(in: store, sealedBy: secret)
    let source = DelegationsInForce(
      of: book, standing: DelegatorStanding(book: revocations, register: register))
    gate = Gate(
      policy: try Self.policy(), auditLog: log, auditKey: key, clock: clock, delegations: source)
    desk = DelegationDesk(
      of: source, gate: gate, auditLog: log, clock: clock, random: random, rules: rules)
    let audience = try Audience("https://service.example")
    authenticator = try Authenticator(
      audience: audience,
      verifier: try ProofVerifier(book: revocations, accepting: AcceptedCards(.cps, .cpe), clock: clock),
      store: store, auditLog: log, secret: secret, clock: clock, random: random)
    workstation = try VirtualWorkstation(audience: audience, clock: clock, random: random)
  }

  /// A service alone, in memory.
  public init(
    rules: DelegationRules = .standard, register: (any PractitionerRegister)? = nil
  ) throws {
    let random = SystemRandomSource()
    try self.init(
      over: try MemoryStore(environment: .synthetic, random: random), try ServiceSecret(from: random),
      try AuditKey(epoch: "check", try SecretBytes(copying: try random.bytes(32))),
      clock: ManualClock(Self.noon), rules: rules, register: register)
  }

  /// Physicians look up; staff do for them; nurses may not.
  public static func policy() throws -> Policy {
    let functions = PolicyFunctions.named([lookup])
    return try Policy(
      version: "1",
      rules: [
        PolicyRule(
          name: "physicians", effect: .allow, functions: functions,
          holders: .card(CardCondition(types: [.cps], professions: [.physician]))),
        PolicyRule(
          name: "staff", effect: .allow, functions: functions,
          holders: .card(CardCondition(types: [.cpe], professions: nil)), isDelegated: true),
      ])
  }

  /// A session of the physician.
  public func physician() async throws -> CardSession { try await logIn(try Self.cards.get().physician) }

  /// A session of the nurse, whom nothing is open to.
  public func nurse() async throws -> CardSession { try await logIn(try Self.cards.get().nurse) }

  /// A session of a card of staff; both cards are of one person.
  public func secretary(_ number: Int = 0) async throws -> CardSession {
    try await logIn(try Self.cards.get().secretaries[number])
  }

  private func logIn(_ card: SyntheticCardInHand) async throws -> CardSession {
    try await workstation.logIn(to: authenticator, with: try card.duplicate().card).session
  }

  /// Puts the physician's card on the list of its authority.
  public func revokePhysician() throws {
    try Self.world.get().publish(
      in: revocations, revoking: [try Self.cards.get().physician.certificate],
      at: clock.now())
  }

  /// The terms of a delegation of the look-up for an hour, unless said otherwise.
  public func terms(
    _ delegate: String, function: String = lookup.rawValue, for life: Duration = .seconds(3_600)
  ) throws -> DelegationTerms {
    try DelegationTerms("\(delegate);function:\(function);until:\((clock.now() + life).rfc3339)")
  }

  /// What the gate answers to a look-up; nil when it is allowed.
  public func refusal(of session: CardSession) async throws -> Diagnostic? {
    do {
      _ = try await gate.perform(Lookup.self, as: session, about: try SessionSelector("everyone")) { permit in
        _ = try permit.redeem()
        return "rights"
      }
      return nil
    } catch let refusal as Refusal {
      return refusal.error.diagnostic
    }
  }
}
