import CPSAuth
import CPSAuthTesting
import CPSPrimitives
import CPSProof
import OpenSSLKit
import TestSupport
import Testing

@Suite struct PolicyLockedOutCommandTests {
  private static let policy = """
    version: next
    rules:
      accounts: {allow: [f], method: account, until: 2027-02-01T00:00:00Z}
      cards: {allow: [f], method: card, cards: [CPS], professions: [10]}

    """

  private func workstation(calls accounts: [String]) async throws -> Workstation {
    let workstation = try Workstation()
    let random = SystemRandomSource()
    let store = try MemoryStore(environment: .synthetic, random: random)
    let log = AuditLog(
      store: store, clock: ManualClock(Timestamp(secondsSince1970: 1_800_000_000)), random: random)
    for account in accounts {
      var event = AuditEvent(.decision)
      event.actor = AuditActor(
        nationalIdentifier: nil, cardNumber: nil, account: account, session: "s")
      event.function = "f"
      event.isAllowed = true
      try await log.record(event)
    }
    try workstation.write(try await store.exportedLog(), to: "log.jsonl")
    try workstation.write(Self.policy, to: "next.yaml")
    return workstation
  }

  private func run(_ workstation: Workstation, _ more: String...) async throws -> Workstation.Result {
    try await workstation.run(
      arguments: [
        "policy", "locked-out", workstation.home.path("log.jsonl"), "--environment", "synthetic", "--policy",
        workstation.home.path("next.yaml"),
      ] + more)
  }

  @Test func `who will be locked out is told in both languages, as JSON and as CSV`() async throws {
    let workstation = try await workstation(calls: ["alix", "=camille", "alix"])
    let date = "2027-02-01T00:00:00Z"
    let english = try await run(workstation, "--at", date, "--lang", "en")
    #expect(english.status == 0)
    #expect(english.output.contains("f: alix, 2 of 2 calls refused"))
    #expect(english.output.contains("closed to accounts since \(date); connect with the CPS card"))
    #expect(english.errors.contains("2 accesses lost at that date, of 3 calls read"))
    let french = try await run(workstation, "--at", date, "--lang", "fr")
    #expect(french.output.contains("f : alix, 2 appels sur 2 refusés"))
    let json = try await run(workstation, "--at", date, "--json")
    #expect(json.output.contains(#""account":"alix""#) && json.output.contains(#""card_seen":"never""#))
    let csv = try await run(workstation, "--at", date, "--csv")
    #expect(csv.output.hasPrefix("function,account,person,"))
    // A spreadsheet takes no name for a formula.
    #expect(csv.output.contains(#""f","'=camille","","1","1","#))
  }

  @Test func `nobody is locked out before the date, or by calls of before`() async throws {
    let workstation = try await workstation(calls: ["alix"])
    #expect(try await run(workstation, "--at", "2027-01-31T23:59:59Z").output.isEmpty)
    let later = try await run(
      workstation, "--at", "2027-02-01T00:00:00Z", "--since", "2027-01-15T08:00:01Z", "--lang", "en")
    #expect(later.output.isEmpty && later.errors.contains("of 0 calls read"))
  }

  @Test func `a date that is none, two forms at once, and a log or policy that is not there`() async throws {
    let workstation = try await workstation(calls: [])
    #expect(try await run(workstation).status == 64)
    #expect(try await run(workstation, "--at", "2027-02-01").status == 64)
    #expect(try await run(workstation, "--at", "2027-02-01T00:00:00Z", "--csv", "--json").status == 64)
    try workstation.write("version: x\n", to: "next.yaml")
    #expect(try await run(workstation, "--at", "2027-02-01T00:00:00Z").status == 78)
  }

  @Test func `a check warns of what has ended and of what nobody can call`() async throws {
    let workstation = try Workstation()
    try workstation.write(
      "version: x\nrules:\n  old: {allow: [f], method: account, until: 2027-02-01T00:00:00Z}\n",
      to: "p.yaml")
    let file = workstation.home.path("p.yaml")
    let before = try await workstation.run(
      "policy", "check", file, "--at", "2027-01-01T00:00:00Z", "--lang", "en")
    #expect(before.status == 0)
    #expect(before.output.contains("rule old holds until 2027-02-01T00:00:00Z"))
    #expect(before.output.contains("warning: f is open to nobody from 2027-02-01T00:00:00Z on"))
    let after = try await workstation.run(
      "policy", "check", file, "--at", "2027-02-01T00:00:00Z", "--lang", "fr")
    #expect(after.output.contains("attention : la règle old a pris fin le 2027-02-01T00:00:00Z"))
    try workstation.write(
      "version: x\nrules:\n  staff: {allow: [f], method: card, cards: [CPE], delegated: true}\n",
      to: "lent.yaml")
    let lent = try await workstation.run(
      "policy", "check", workstation.home.path("lent.yaml"), "--lang", "en")
    #expect(lent.output.contains("warning: f is lent by delegation, and open to no professional"))
    let json = try await workstation.run("policy", "check", file, "--at", "2027-02-01T00:00:00Z", "--json")
    #expect(json.output.contains(#""open_to_nobody":[{"from":"2027-02-01T00:00:00Z","name":"f"}]"#))
  }
}
