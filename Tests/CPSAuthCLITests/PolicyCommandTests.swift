import TestSupport
import Testing

@Suite struct PolicyCommandTests {
  private static let policy = PackageRoot.path("docs/examples/policy.yaml")
  private static let cases = PackageRoot.path("docs/examples/policy-cases.yaml")

  @Test func `a policy that can be loaded is told, function by function`() async throws {
    let workstation = try Workstation()
    let french = try await workstation.run("policy", "check", Self.policy, "--lang", "fr")
    #expect(french.status == 0)
    #expect(french.output.contains("infopatient.export : ouverte par export"))
    let english = try await workstation.run("policy", "check", Self.policy, "--lang", "en")
    #expect(english.output.contains("every function: closed by suspended"))
    let json = try await workstation.run("policy", "check", Self.policy, "--json")
    #expect(json.status == 0)
    #expect(json.output.contains(#""opened_by":["physicians-and-pharmacists","emergency","staff"]"#))
  }

  @Test func `CA-12 a policy that cannot be loaded is told with line and column`() async throws {
    let workstation = try Workstation()
    #expect(try await workstation.run("policy", "check", workstation.home.path("absent")).status == 66)
    try workstation.write("version: x\nrules:\n  a: {alow: [f], method: any}\n", to: "p.yaml")
    let file = workstation.home.path("p.yaml")
    for language in ["fr", "en"] {
      let broken = try await workstation.run("policy", "check", file, "--lang", language)
      #expect(broken.status == 78)
      #expect(broken.output.isEmpty && broken.errors.contains("p.yaml:3:"))
    }
  }

  @Test func `a policy that decides otherwise than its cases say fails them by name`() async throws {
    let workstation = try Workstation()
    #expect(try await workstation.run("policy", "test", Self.cases).status == 0)
    try workstation.write(
      "version: x\nrules:\n  closed: {forbid: every, method: any}\n", to: "closed.yaml")
    let failed = try await workstation.run(
      "policy", "test", Self.cases, "--policy", workstation.home.path("closed.yaml"), "--json")
    #expect(failed.status == 1)
    #expect(failed.output.contains(#""case":"a physician looks somebody up""#))
    #expect(failed.output.contains("policy.case-failed"))
    try workstation.write("cases:\n  a: {function: f, account: x, expect: deny}\n", to: "cases.yaml")
    let cases = workstation.home.path("cases.yaml")
    #expect(try await workstation.run("policy", "test", cases).status == 64)
    #expect(
      try await workstation.run(
        "policy", "test", cases, "--policy", workstation.home.path("closed.yaml")
      ).status == 0)
  }

  @Test func `a log that is none is neither replayed nor reviewed`() async throws {
    let workstation = try Workstation()
    try workstation.write("not a log\n", to: "log.jsonl")
    let log = workstation.home.path("log.jsonl")
    #expect(try await workstation.run("policy", "replay", log, "--policy", Self.policy).status == 65)
    #expect(try await workstation.run("policy", "replay", log).status == 64)
    #expect(try await workstation.run("policy", "reviews", log).status == 65)
    try workstation.write("", to: "log.jsonl")
    let empty = try await workstation.run("policy", "replay", log, "--policy", Self.policy, "--json")
    #expect(empty.status == 0)
    #expect(empty.output.contains(#""replayed":0"#))
    let reviews = try await workstation.run("policy", "reviews", log)
    #expect(reviews.status == 0 && reviews.output.isEmpty)
  }
}
