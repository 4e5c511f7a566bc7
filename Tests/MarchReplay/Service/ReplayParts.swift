import CPSAuth
import CPSAuthHTTP
import CPSAuthSQLite
import CPSAuthSafeguards
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit
import CPSTrust
import TestSupport

/// What the measures of one act are built on: one clock, one store, one log, one gate.
struct ReplayParts: Sendable {
  /// The measures that stand.
  let measures: Set<Measure>
  /// The time of the service and of everybody who uses it.
  let clock = ManualClock(ReplayService.eve)
  /// Randomness of keys, tokens and names, on which no figure depends.
  let random = SystemRandomSource()
  /// The state, in a file.
  let store: SQLiteStore
  /// The audit log, in the same file.
  let log: AuditLog
  /// Seals what is in the store.
  let secret: ServiceSecret
  /// Opens sessions.
  let authenticator: Authenticator
  /// What staff may do for whom.
  let delegations: DelegationsInForce
  /// What decides.
  let gate: Gate
  /// What answers.
  let front: ServiceFront

  /// The parts of a service under measures.
  ///
  /// - Parameter folder: where its database lies.
  init(
    in folder: String, under measures: Set<Measure>, of world: ReplayWorld, at audience: Audience
  ) async throws {
    self.measures = measures
    store = try await SQLiteStore.open(
      at: "\(folder)/state.sqlite", environment: .synthetic, random: random)
    log = AuditLog(
      store: store, clock: clock, random: random,
      sealingTo: try SealRecipients([world.officer.certificate, world.deputy.certificate]))
    let book = try world.tree.book()
    secret = try ServiceSecret(from: random)
    authenticator = try Authenticator(
      audience: audience,
      verifier: ProofVerifier(book: book, accepting: AcceptedCards(.cps, .cpe), clock: clock), store: store,
      auditLog: log, secret: secret, clock: clock, random: random)
    delegations = DelegationsInForce(
      of: DelegationBook(in: store, sealedBy: secret),
      standing: DelegatorStanding(book: book, register: nil))
    gate = Gate(
      policy: try ReplayPolicy.policy(under: measures), auditLog: log,
      auditKey: try AuditKey(epoch: "replay", SecretBytes(copying: random.bytes(32))), clock: clock,
      delegations: delegations)
    front = ServiceFront(authenticator: authenticator, gate: gate, clock: clock)
  }
}
