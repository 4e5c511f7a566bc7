import CPSAuth
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust
import OpenSSLKit
import SyntheticIGC
import Testing

/// A service in the process of the test, over a store of the test's choice.
struct ServiceBench {
  static let noon = SyntheticTree.fixtureMoment
  static let world = Result { () throws(CPSError) in try SyntheticWorld(at: noon) }
  private static let cards = Result { () throws(CPSError) in
    let world = try Self.world.get()
    return (
      physician: try world.issueCard(to: .physician, serial: "98000201"),
      nurse: try world.issueCard(to: .nurse, serial: "98000202")
    )
  }

  /// Cards of each test's own: one card is in one reader at a time.
  static var physician: SyntheticCardInHand { get throws { try cards.get().physician.duplicate() } }
  static var nurse: SyntheticCardInHand { get throws { try cards.get().nurse.duplicate() } }

  let clock = ManualClock(noon)
  let random = SystemRandomSource()
  let audience: Audience
  let secret: ServiceSecret
  let store: any AuthStore
  let book: RevocationBook
  let auditLog: AuditLog
  let service: Authenticator
  let gate: Gate
  let workstation: VirtualWorkstation

  init(
    store: (any AuthStore)? = nil, limits: SessionLimits = .standard,
    accepting accepted: AcceptedCards = .cps, register: (any PractitionerRegister)? = nil,
    responder: TestResponder? = nil, asking rules: StatusInquiryRules = .standard,
    takesHandshakes: Bool = false, sealingTo recipients: SealRecipients? = nil
  ) throws {
    audience = try Audience("https://service.example")
    secret = try ServiceSecret(from: random)
    let memory = try MemoryStore(environment: .synthetic, random: random)
    self.store = store ?? memory
    book = try Self.world.get().book()
    auditLog = AuditLog(store: self.store, clock: clock, random: random, sealingTo: recipients)
    service = try Authenticator(
      audience: audience,
      verifier: try ProofVerifier(book: book, accepting: accepted, register: register, clock: clock),
      store: self.store, auditLog: auditLog, secret: secret, clock: clock, random: random, limits: limits,
      handshakes: takesHandshakes
        ? try TLSClientVerifier(book: book, accepting: accepted, register: register, clock: clock) : nil,
      inquiry: responder.map { [book, clock, random] transport in
        StatusInquiry(rules, book: book, transport: transport, clock: clock, random: random)
      })
    gate = Gate(
      policy: try TestPolicy.standard(), auditLog: auditLog,
      auditKey: try AuditKey(epoch: "2026-11", try SecretBytes(copying: try random.bytes(32))),
      clock: clock)
    workstation = try VirtualWorkstation(audience: audience, clock: clock, random: random)
  }

  func challenges(lifeInSeconds: Int = 60) throws -> ChallengeAuthority {
    try ChallengeAuthority(
      audience: audience, store: store, secret: secret, clock: clock, random: random,
      lifeInSeconds: lifeInSeconds)
  }

  func possession() -> DPoPVerifier {
    DPoPVerifier(audience: audience, store: store, secret: secret, clock: clock)
  }

  func logIn(
    with card: SyntheticCardInHand? = nil
  ) async throws -> OpenedSession<CardSession> {
    let physician = try Self.physician
    return try await workstation.logIn(to: service, with: (card ?? physician).card)
  }

  func logInByPassword(as name: String = "alix") async throws -> OpenedSession<AccountSession> {
    try await service.openAccountSession(for: try AccountName(name), request: try request())
  }

  /// A request by a workstation, this one unless said otherwise.
  func request(
    _ path: String = "/functions/infopatient.lookup", token: SessionToken? = nil,
    from workstation: VirtualWorkstation? = nil
  ) throws -> RequestOrigin {
    try (workstation ?? self.workstation).request(
      "POST", path, token: token, nonce: try service.possessionNonce())
  }

  func recognise(
    _ token: SessionToken, from workstation: VirtualWorkstation? = nil
  ) async throws -> LiveSession {
    try await service.session(for: token, request: try request(token: token, from: workstation))
  }

  func otherWorkstation() throws -> VirtualWorkstation {
    try VirtualWorkstation(audience: audience, clock: clock, random: random)
  }

  /// What the audit log says, in order.
  func entries() async throws -> [AuditEntry] {
    try await store.auditRecords(after: 0, limit: 10_000).map { try AuditEntry(encoded: $0.content) }
  }

  func events(_ kind: AuditEvent.Kind) async throws -> [AuditEvent] {
    try await entries().map(\.event).filter { $0.kind == kind }
  }
}

/// Expects one row of the error catalogue.
func expect<Value>(
  _ diagnostic: Diagnostic, at location: SourceLocation = #_sourceLocation,
  from action: () async throws -> Value
) async {
  await #expect(throws: CPSError(diagnostic), sourceLocation: location) { _ = try await action() }
}
