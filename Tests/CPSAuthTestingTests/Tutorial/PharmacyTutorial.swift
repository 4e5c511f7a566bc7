import CPSAuth
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust
import OpenSSLKit
import SyntheticIGC
import Testing
import VirtualCPS

// The code of docs/integrate.md, which shows it piece by piece: IntegrationPageTests holds page and file together.

// tutorial: function
struct Dispensation: Sendable {
  let medicine: String
}

/// What the function is called, whom it is about, and what an answer shows.
enum HistoryLookup: GatedFunction {
  static let name: FunctionName = "history.lookup"
  typealias Subject = NIR

  static func disclosed(by answer: [Dispensation]) -> Set<String> {
    answer.isEmpty ? [] : ["medicines"]
  }
}
// tutorial: end

// tutorial: service
actor History {
  private let rows: [NIR: [Dispensation]]

  init(rows: [NIR: [Dispensation]]) { self.rows = rows }

  /// Nobody reaches a row without a permit, and a permit is worth something once.
  func lookup(_ permit: consuming Permit<HistoryLookup>) throws -> [Dispensation] {
    rows[try permit.redeem()] ?? []
  }
}

struct Pharmacy {
  let gate: Gate
  let history: History

  func medicines(of number: String, for session: some Session) async throws -> [String] {
    let answer = try await gate.perform(HistoryLookup.self, as: session, about: try NIR(number)) { permit in
      try await history.lookup(permit)
    }
    return answer.map(\.medicine)
  }
}
// tutorial: end

// tutorial: policy
extension Policy {
  /// Pharmacists with their card; nobody else.
  static func pharmacy() throws -> Policy {
    try Policy(
      version: "2026-11-22",
      rules: [
        PolicyRule(
          name: "pharmacists", effect: .allow, functions: .named([HistoryLookup.name]),
          holders: .card(CardCondition(types: [.cps], professions: [.pharmacist])))
      ])
  }
}
// tutorial: end

// tutorial: assembly
/// Everything that a service holds for as long as it lives.
struct Service {
  let authenticator: Authenticator
  let pharmacy: Pharmacy
  let store: any AuthStore

  init(
    origin: String, book: RevocationBook, store: any AuthStore, secret: ServiceSecret, auditKey: AuditKey,
    clock: any WallClock, random: any RandomSource
  ) throws {
    let log = AuditLog(store: store, clock: clock, random: random)
    authenticator = try Authenticator(
      audience: Audience(origin), verifier: ProofVerifier(book: book, clock: clock), store: store,
      auditLog: log, secret: secret, clock: clock, random: random)
    let gate = Gate(policy: try .pharmacy(), auditLog: log, auditKey: auditKey, clock: clock)
    let patient = try NIR("255081416802538")
    pharmacy = Pharmacy(
      gate: gate, history: History(rows: [patient: [Dispensation(medicine: "amoxicilline")]]))
    self.store = store
  }
}
// tutorial: end

// tutorial: test
@Suite struct PharmacyTests {
  private let clock = ManualClock(SyntheticTree.fixtureMoment)
  private let random = SystemRandomSource()
  private let world: SyntheticWorld
  private let service: Service
  private let workstation: VirtualWorkstation

  init() throws {
    // A certificate tree of the test's own: there is no other way to a professional than a card under it.
    world = try SyntheticWorld(at: clock.now())
    service = try Service(
      origin: "https://pharmacy.example", book: world.book(),
      store: MemoryStore(environment: .synthetic, random: random), secret: ServiceSecret(from: random),
      auditKey: AuditKey(epoch: "2026-11", SecretBytes(copying: random.bytes(32))), clock: clock,
      random: random)
    workstation = try VirtualWorkstation(
      audience: service.authenticator.audience, clock: clock, random: random)
  }

  @Test func `a pharmacist with card and PIN sees the history, and the log has both entries`() async throws {
    let card = try world.issueCard(to: .pharmacist)
    let session = try await workstation.logIn(to: service.authenticator, with: card.card).session
    #expect(try await service.pharmacy.medicines(of: "255081416802538", for: session) == ["amoxicilline"])
    let kinds = try await service.store.auditRecords(after: 0, limit: 10).map {
      try AuditEntry(encoded: $0.content).event.kind
    }
    #expect(kinds == [.genesis, .login, .decision, .outcome])
  }

  @Test func `a nurse does not, and is told why`() async throws {
    let card = try world.issueCard(to: .nurse)
    let session = try await workstation.logIn(to: service.authenticator, with: card.card).session
    let refusal = await #expect(throws: Refusal.self) {
      try await service.pharmacy.medicines(of: "255081416802538", for: session)
    }
    #expect(refusal?.error == CPSError(.deniedByPolicy))
    #expect(refusal?.message(in: .french).contains("la profession 60 n’est pas admise") == true)
  }

  @Test func `a wrong PIN opens nothing, and costs one try`() async throws {
    let card = try world.issueCard(to: .pharmacist)
    await #expect(throws: CPSError(.pinWrong)) {
      try await workstation.logIn(to: service.authenticator, with: card.card, pin: "9999")
    }
    #expect(card.card.image.pins.first?.triesLeft == 2)
  }
}
// tutorial: end
