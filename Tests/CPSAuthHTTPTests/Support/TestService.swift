import CPSAuth
import CPSAuthHTTP
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust
import Hummingbird
import InfopatientDemonstration
import Logging
import OpenSSLKit

/// A whole service in this process: memory store, demonstration, clock that stands still.
struct TestService {
  let clock = SettableClock()
  let store: MemoryStore
  let auditLog: AuditLog
  let authenticator: Authenticator
  let responder: any HTTPResponder<AuthRequestContext>
  let transport: InProcessTransport
  let logLines = CollectingLog.Lines()
  let audience: Audience

  init(
    judge: any ProofJudge = RefusingJudge(), audience: String = "https://service.example",
    limiter: RequestLimiter = RequestLimiter(perSecond: 1_000, burst: 1_000),
    environment: TrustEnvironment = .synthetic, store: MemoryStore? = nil
  ) throws {
    let random = SystemRandomSource()
    self.audience = try Audience(audience)
    self.store = try store ?? MemoryStore(environment: environment, random: random)
    auditLog = AuditLog(store: self.store, clock: clock, random: random)
    authenticator = try Authenticator(
      audience: self.audience, verifier: judge, store: self.store, auditLog: auditLog,
      secret: ServiceSecret(from: random), clock: clock, random: random)
    let auditKey = try AuditKey(epoch: "test", SecretBytes(copying: random.bytes(32)))
    let gate = Gate(policy: try Self.policy, auditLog: auditLog, auditKey: auditKey, clock: clock)
    let front = ServiceFront(
      authenticator: authenticator, gate: gate, clock: clock, language: .french, limiter: limiter)
    let router = Router(context: AuthRequestContext.self)
    let members = front.addRoutes(to: router)
    try InfopatientService(front: front, authenticator: authenticator).addRoutes(to: router, members: members)
    front.refuseUnknownFunctions(on: members)
    responder = router.buildResponder()
    let lines = logLines
    transport = InProcessTransport(
      responder: responder, logger: Logger(label: "test") { _ in CollectingLog(lines) })
  }

  func workstation() throws -> TestWorkstation {
    TestWorkstation(audience: audience, transport: transport, clock: clock, key: try .generateP256())
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
}

/// Believes no proof: for tests that need no professional.
struct RefusingJudge: ProofJudge {
  func verify(
    _ proof: Proof, against expectation: ProofExpectation, at moment: Timestamp
  ) throws(CPSError) -> VerifiedProfessional {
    throw CPSError(.anchorUnknown)
  }
}
