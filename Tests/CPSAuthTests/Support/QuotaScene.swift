import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import Testing

@testable import CPSAuth

/// A service whose policy keeps a pace, and a robot that looks people up.
struct QuotaScene {
  static let hour: Duration = .seconds(3_600)

  let bench: ServiceBench

  init(_ quotas: PolicyQuota..., store: (any AuthStore)? = nil) throws {
    bench = try ServiceBench(store: store)
    bench.gate.policy = try Self.policy(quotas)
  }

  static func policy(_ quotas: [PolicyQuota], version: String = "1") throws -> Policy {
    let holders = TestPolicy.physicians.holders
    return try Policy(
      version: version,
      rules: [
        PolicyRule(
          name: "physicians", effect: .allow, functions: .named([Lookup.name, Export.name]),
          holders: holders, quotas: quotas),
        PolicyRule(
          name: "accounts", effect: .allow, functions: .named([Lookup.name]), holders: .everyAccount,
          quotas: quotas),
      ])
  }

  static func quota(
    _ name: String = "pace", _ counts: PolicyQuota.Counted = .subjects,
    per: Set<PolicyQuota.Dimension> = [.person, .card], limit: Int, beyond: PolicyQuota.Beyond = .refuse,
    window: Duration = hour
  ) -> PolicyQuota {
    PolicyQuota(name: name, counts: counts, per: per, window: window, limit: limit, beyond: beyond)
  }

  /// A number in a neighbourhood of its own.
  static func stranger(_ number: Int) throws -> NIR { try NIR("255" + digits(number, 7) + "025") }

  /// A number next to others.
  static func neighbour(_ number: Int) throws -> NIR { try NIR("2550814168" + digits(number, 3)) }

  private static func digits(_ number: Int, _ count: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: count - text.count) + text
  }

  /// Looks one person up.
  @discardableResult
  func look(
    up number: NIR, as session: some Session, answering answer: String? = "rights", at gate: Gate? = nil
  ) async throws -> [QuotaStanding] {
    let standings = Box<[QuotaStanding]>([])
    _ = try await (gate ?? bench.gate).perform(Lookup.self, as: session, about: number) { permit in
      standings.value = permit.standings
      _ = try permit.redeem()
      return answer
    }
    return standings.value
  }

  /// Looks up strangers until one is refused, and says how many were not, and the refusal.
  func lookUntilRefused(
    as session: some Session, from first: Int = 0, atMost: Int = 2_000, answering answer: String? = "rights",
    _ number: (Int) throws -> NIR = stranger
  ) async throws -> (count: Int, refusal: Refusal?) {
    for count in 0..<atMost {
      do {
        try await look(up: try number(first + count), as: session, answering: answer)
      } catch let refusal as Refusal {
        return (count, refusal)
      }
    }
    return (atMost, nil)
  }

  /// Why a stranger could not be looked up; nil when that was done.
  func error(of number: Int, as session: some Session) async -> CPSError? {
    do {
      try await look(up: try Self.stranger(number), as: session)
      return nil
    } catch {
      return (error as? Refusal)?.error ?? CPSError(.internalFault, reason: "\(error)")
    }
  }

  /// The session as it is after a step-up for the look-up.
  func confirmed(_ session: CardSession) -> CardSession {
    let grant = session.grant
    let confirmed = SessionGrant(
      tokenHash: grant.tokenHash, reference: grant.reference, environment: grant.environment,
      holder: grant.holder, binding: grant.binding, openedAt: grant.openedAt, endsAt: grant.endsAt,
      authenticatedAt: bench.clock.now(), confirmations: [Lookup.name: bench.clock.now()],
      presence: grant.presence, checkedAt: bench.clock.now())
    return CardSession(confirmed, session.holder)
  }

  /// The session as it is when its request comes from this address.
  func session(_ session: CardSession, from address: String) -> CardSession {
    var grant = session.grant
    grant.network = NetworkName(ofAddress: address)
    return CardSession(grant, session.holder)
  }

  /// The session, just recognised.
  func refreshed(_ session: CardSession) -> CardSession {
    let grant = session.grant
    return CardSession(
      SessionGrant(
        tokenHash: grant.tokenHash, reference: grant.reference, environment: grant.environment,
        holder: grant.holder, binding: grant.binding, openedAt: grant.openedAt, endsAt: grant.endsAt,
        authenticatedAt: grant.authenticatedAt, confirmations: grant.confirmations,
        presence: grant.presence, checkedAt: bench.clock.now()), session.holder)
  }
}

/// Another function, to be counted apart.
enum Export: GatedFunction {
  static let name: FunctionName = "infopatient.export"
  typealias Subject = NIR
  static func disclosed(by answer: String?) -> Set<String> { answer == nil ? [] : ["rights"] }
}

/// Carries a value out of a body.
final class Box<Value: Sendable>: @unchecked Sendable {
  var value: Value
  init(_ value: Value) { self.value = value }
}
