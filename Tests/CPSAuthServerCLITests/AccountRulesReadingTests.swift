import CPSAuthSafeguards
import CPSDiagnostics
import CPSProof
import OpenSSLKit
import Testing

@testable import CPSAuthServerCLI

@Suite struct AccountRulesReadingTests {
  private func read(
    _ lines: String..., environment: String = "synthetic"
  ) throws(CPSError) -> ServerConfiguration {
    let production =
      environment == "synthetic" ? "trust: {directory: trust, pins: []}" : "trust: {directory: trust}"
    let text = """
      audience: https://service.example
      environment: \(environment)
      listen: {address: 127.0.0.1:8460}
      database: state.sqlite
      secrets: {service: s, audit: a, audit-epoch: test}
      audit: {recipients: [officer.pem, deputy.pem]}
      \(production)
      policy: {version: test, rules: {officer: {allow: [sessions.list], method: card, cards: [CPS], professions: [10]}}}
      \(lines.joined(separator: "\n"))
      """
    return try ServerConfiguration(Array(text.utf8), named: "c.yaml")
  }

  @Test func `what is not said is as the standard`() throws {
    #expect(try read().accounts == nil)
    #expect(try read("accounts: {}").accounts == .standard)
    #expect(AccountRules.standard.cost == .standard)
    #expect(AccountRules.standard.cost.memory == 134_220_800)
  }

  @Test func `the example says the standard`() throws {
    #expect(try ServerConfiguration.example().accounts == .standard)
  }

  @Test func `what is said is taken`() throws {
    let rules = try read(
      """
      accounts:
        password-life: 24h
        blocked-after: 48h
        remembered: 2
        ticket: 1m
        code: 5m
        attempts: {within: 1m, account: 3, network: 5}
        scrypt: {log2-n: 4}
        at-once: 1
        queue: 0
      """
    ).accounts
    #expect(
      rules
        == (try AccountRules(
          cost: ScryptCost(log2N: 4), passwordLife: .seconds(86_400), dormancy: .seconds(172_800),
          remembered: 2, ticketLife: .seconds(60), codeLife: .seconds(300),
          attempts: AccountAttempts(window: .seconds(60), account: 3, network: 5), parallel: 1, queue: 0)))
  }

  @Test(arguments: [
    "accounts: yes", "accounts: {password: x}", "accounts: {password-life: 1h}",
    "accounts: {password-life: 9000h}",
    "accounts: {blocked-after: never}", "accounts: {remembered: 0}", "accounts: {ticket: 11m}",
    "accounts: {code: 1m}", "accounts: {attempts: {within: 15m, account: 2, network: 60}}",
    "accounts: {attempts: {within: 15m, account: 10}}", "accounts: {scrypt: {log2-n: 0}}",
    "accounts: {scrypt: {log2-n: 19}}", "accounts: {at-once: 17}", "accounts: {queue: 1000}",
  ])
  func `what is out of bounds is refused with its place`(line: String) {
    do throws(CPSError) {
      _ = try read(line)
      Issue.record("read")
    } catch {
      #expect(error == CPSError(.configurationInvalid))
      #expect(error.values["place"]?.hasPrefix("c.yaml:") == true)
    }
  }

  @Test(arguments: ["production", "test"])
  func `a weak cost is for the synthetic world alone`(environment: String) {
    #expect(throws: CPSError(.configurationInvalid)) {
      try read("accounts: {scrypt: {log2-n: 16}}", environment: environment)
    }
  }

  @Test func `production takes the standard and more`() throws {
    #expect(
      try read("accounts: {scrypt: {log2-n: 18}}", environment: "production").accounts?.cost.log2N == 18)
  }

  @Test func `a policy speaks of the functions of accounts where there are some`() throws {
    #expect(try read("accounts: {}").functions.contains(AccountResponse.name))
    #expect(try !read().functions.contains(AccountResponse.name))
  }
}
