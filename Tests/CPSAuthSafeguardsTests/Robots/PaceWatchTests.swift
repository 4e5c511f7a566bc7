import CPSAuth
import CPSAuthSafeguards
import CPSPrimitives
import CPSProof
import Testing

@Suite struct PaceWatchTests {
  private static let noon = Timestamp(secondsSince1970: 1_800_000_000)

  private func quota(
    _ per: Set<PolicyQuota.Dimension> = [.person], limit: Int = 10, window: Duration = .seconds(3_600)
  ) -> PolicyQuota {
    PolicyQuota(
      name: "pace", counts: .subjects, per: per, window: window, limit: limit, beyond: .refuse)
  }

  private func entry(
    _ standings: [QuotaStanding], by account: String = "alix", at age: Int64 = 0,
    _ kind: AuditEvent.Kind = .decision
  ) -> AuditEntry {
    var event = AuditEvent(kind)
    event.actor = AuditActor(
      nationalIdentifier: nil, cardNumber: nil, account: account, session: "s")
    event.function = "infopatient.lookup"
    event.workstation = "w"
    event.quotas = standings
    return AuditEntry(
      sequence: 1, time: Self.noon - .seconds(age), environment: .synthetic, event: event)
  }

  private func standing(
    _ used: Int, _ dimension: PolicyQuota.Dimension? = .person, of quota: PolicyQuota? = nil,
    isExceeded: Bool = false
  ) -> QuotaStanding {
    QuotaStanding(
      quota: quota ?? self.quota(), dimension: dimension, used: used, isExceeded: isExceeded, since: nil)
  }

  private func watch(_ entries: AuditEntry..., since: Timestamp = noon - .seconds(86_400)) -> PaceWatch {
    var watch = PaceWatch(since: since)
    for entry in entries { watch.read(entry) }
    return watch
  }

  @Test func `the last standing of each account counts, the fullest first`() {
    let found = watch(
      entry([standing(3)], at: 20), entry([standing(9)], by: "camille", at: 10), entry([standing(4)])
    ).standings(at: Self.noon)
    #expect(found.map(\.holder) == ["account:camille", "account:alix"])
    #expect(found.map(\.used) == [9, 4])
    #expect(found.map(\.function) == [nil, nil])
  }

  @Test func `near is who is that full, or had no room once`() {
    let found = watch(
      entry([standing(8)]), entry([standing(10, isExceeded: true)], by: "camille", at: 5),
      entry([standing(2)], by: "camille")
    ).standings(at: Self.noon)
    #expect(found.filter { $0.isNear(0.8) }.count == 2)
    #expect(found.filter { $0.isNear(0.81) }.map(\.holder) == ["account:camille"])
    #expect(found.last?.refused == 1 && found.last?.used == 2)
  }

  @Test func `whose charges have all left the window is not told`() {
    let entries = watch(entry([standing(9)], at: 3_600), entry([standing(1)], by: "camille", at: 3_599))
    #expect(entries.standings(at: Self.noon).map(\.holder) == ["account:camille"])
    #expect(entries.standings(at: Self.noon + .seconds(1)).isEmpty)
  }

  @Test func `accounts of other kinds are apart, and callers together have no name`() {
    let perFunction = PolicyQuota(
      name: "all", counts: .requests, per: [.function], window: .seconds(60), limit: 5, beyond: .refuse)
    let found = watch(
      entry([standing(5), standing(6, .workstation), standing(2, nil, of: perFunction)])
    ).standings(at: Self.noon)
    #expect(found.map(\.holder) == ["w", "account:alix", nil])
    #expect(found.map(\.function) == [nil, nil, "infopatient.lookup"])
  }

  @Test func `what is no decision, or lies before, or was charged nothing is not looked at`() {
    let nothing = watch(
      entry([standing(9)], at: 0, .login), entry([standing(9)], at: 61), entry([]),
      since: Self.noon - .seconds(60))
    #expect(nothing.standings(at: Self.noon).isEmpty)
  }
}
