import CPSAuth
import CPSAuthHTTP
import CPSAuthSafeguards
import CPSAuthTesting
import CPSPrimitives
import CPSProof
import CPSTrust
import HTTPTestSupport
import Testing

/// A service that changes over to the card while its clock runs.
@Suite struct SwitchOverRouteTests {
  private static let number = "255081416802538"

  private let service: TestService
  private let date: Timestamp

  init() throws {
    service = try TestService()
    date = service.clock.now() + .seconds(60)
    let functions = service.gate.policy.rules[0].functions
    service.gate.policy = try Policy(
      version: "switch-over",
      rules: [
        PolicyRule(
          name: "accounts", effect: .allow, functions: functions, holders: .everyAccount,
          period: RulePeriod(until: date))
      ] + service.gate.policy.rules)
  }

  @Test func `an account works until the date, and is told of it from then on`() async throws {
    let station = try service.workstation()
    let token = try await station.accountToken()
    #expect(try await station.lookUp(Self.number, token: token).status == 200)
    service.clock.advance(by: .milliseconds(59_999))
    #expect(try await station.lookUp(Self.number, token: token).status == 200)
    service.clock.advance(by: .milliseconds(1))
    let refused = try await station.lookUp(Self.number, token: token)
    #expect(refused.status == 401 && refused.code == "gate.card-required")
    #expect(refused.header("WWW-Authenticate")?.contains("insufficient_user_authentication") == true)
    let detail = try #require(try refused.json()["detail"] as? String)
    #expect(detail.contains("depuis le \(date.rfc3339)"))
    #expect(detail.contains("connectez-vous avec la carte CPS"))
    // A new session of the account is none of another moment.
    let again = try await station.lookUp(Self.number, token: try await station.accountToken())
    #expect(again.code == "gate.card-required")
  }

  @Test func `the card works before and after`() async throws {
    let station = try service.workstation()
    let token = try await station.cardToken(FixtureCard("physician"))
    for _ in 0..<3 {
      #expect(try await station.lookUp(Self.number, token: token).status == 200)
      service.clock.advance(by: .seconds(45))
    }
  }

  @Test func `who will be locked out is found in the log before the date`() async throws {
    let station = try service.workstation()
    let account = try await station.accountToken()
    #expect(try await station.lookUp(Self.number, token: account).status == 200)
    func lockOuts(at moment: Timestamp) async throws -> [LockOut] {
      var tally = LockOutTally(
        under: service.gate.policy, at: moment, since: Timestamp(millisecondsSince1970: .min))
      for record in await service.store.auditRecords(after: 0, limit: 1_000) {
        tally.read(try AuditEntry(encoded: record.content))
      }
      return tally.lockOuts()
    }
    #expect(try await lockOuts(at: date - .milliseconds(1)).isEmpty)
    #expect(try await lockOuts(at: date).map(\.cardSeen) == [.never])
    // Somebody shows a card at the same workstation: its key is known, whose card it is to the account is not.
    _ = try await station.cardToken(FixtureCard("physician"))
    #expect(try await lockOuts(at: date).map(\.cardSeen) == [.workstation])
    #expect(try await lockOuts(at: date).map(\.account) == ["pharmacie-demonstration"])
  }
}
