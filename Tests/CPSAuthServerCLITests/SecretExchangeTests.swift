import CPSAuth
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import Foundation
import HTTPTestSupport
import TestSupport
import Testing

/// The exchange of the service's secret, as docs/operate.md describes it, on a host on which everything is remembered.
@Suite struct SecretExchangeTests {
  private static let policy = [
    "version: test", "rules:",
    "  physicians: {allow: [infopatient.lookup], method: card, cards: [CPS], professions: [10]}",
    "  staff: {allow: [infopatient.lookup], method: card, cards: [CPE], delegated: true}",
    "  delegators: {allow: [delegations.declare], method: card, cards: [CPS], professions: [10]}",
    "  help-desk: {allow: [telephone.check], method: account, accounts: [pharmacie-demonstration]}",
  ]
  private static let questions = [
    ["accounts", "list"], ["bans", "list"], ["watch", "list"], ["contacts", "show", "account:pharmacie-42"],
    ["telephone", "list"], ["delegations", "list", "everyone"],
  ]

  private let host: ServerHost

  init() throws {
    host = try ServerHost(
      policy: Self.policy,
      more: [
        "accounts: {scrypt: {log2-n: 4}}", "delegations: {longest: 24h, most: 1}",
        "telephone: {key: secrets/telephone, epoch: \"2026-11\", create: true}",
      ])
  }

  /// Names other secrets in the configuration.
  private func configure(_ secrets: String) throws {
    let place = URL(filePath: host.configuration)
    let text = try String(contentsOf: place, encoding: .utf8)
    let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("secrets:") })
    let rest = try #require(line.range(of: " audit:")).lowerBound
    try Data(text.replacing(line, with: secrets + line[rest...]).utf8).write(to: place)
  }

  private func file(_ name: String, _ text: String) throws -> String {
    let path = host.folder.folder.path(name)
    try Data(text.utf8).write(to: URL(filePath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    return path
  }

  private func act(_ arguments: String...) async throws {
    let done = try await host.run(arguments, language: "en")
    #expect(done.status == 0, "\(arguments): \(done.errors)")
  }

  /// What the host says to each question.
  private func answers() async throws -> [ServerHost.Result] {
    var answers: [ServerHost.Result] = []
    for question in Self.questions { answers.append(try await host.run(question, language: "en")) }
    return answers
  }

  private func stop(_ server: ChildProcess) async throws {
    server.signal(SIGTERM)
    #expect(try await server.wait() == .exited(0))
  }

  /// Has everything remembered that can be.
  private func fill(_ station: TestWorkstation) async throws {
    try await act(
      "accounts", "import", file("accounts.csv", "account,owner,email\ncabinet,,c@mail.example\n"))
    try await act("bans", "add", "192.0.2.0/24", "--for", "24h", "--reason", "robot")
    try await act("watch", "add", "account:pharmacie-42", "--for", "24h", "--reason", "robot")
    try await act("contacts", "import", file("contacts", "account:pharmacie-42;officine@example.fr\n"))
    try await act("telephone", "import", file("details", "pharmacie-42;13M02\n"))
    try await act("telephone", "delegates", "declare;secretary;Anne Martin;pharmacie-42")
    let physician = try await station.cardToken(FixtureCard("physician"))
    let end = (SystemWallClock().now() + .seconds(3_600)).rfc3339
    let declared = try await station.send(
      "POST", "/functions/delegations.declare",
      #"{"schema":1,"subject":"card:2698000301;function:infopatient.lookup;until:\#(end)"}"#,
      token: physician)
    #expect(declared.status == 200)
  }

  @Test func `what was remembered under the old secret is there under the new one alone`() async throws {
    var server = try await host.start()
    try await fill(try host.workstation())
    try await stop(server)
    let before = try await answers()
    #expect(before.allSatisfy { $0.status == 0 })
    #expect(Set(before.map(\.output)).count == Self.questions.count)

    _ = try file("secrets/new", String(repeating: "7", count: 64) + "\n")
    // The old secret is given up at once: nothing opens, and nothing is taken for an empty list.
    try configure("secrets: {service: secrets/new,")
    for answer in try await answers() { #expect(answer.status != 0, "\(answer.output)") }

    try configure("secrets: {service: secrets/new, accepted: [secrets/service],")
    server = try await host.start()
    try await stop(server)
    try FileManager.default.removeItem(atPath: host.folder.folder.path("secrets/service"))
    try configure("secrets: {service: secrets/new,")
    let after = try await answers()
    #expect(after.map(\.errors) == before.map(\.errors))
    #expect(after.map(\.output) == before.map(\.output))

    server = try await host.start()
    let station = try host.workstation()
    let secretary = try await station.cardToken(
      FixtureCard.staff(number: "2698000301", at: SystemWallClock().now()))
    #expect(try await station.lookUp("208137512536476", token: secretary).status == 200)
    let agent = try await station.accountToken()
    let checked = try await station.send(
      "POST", "/cpsauth/telephone/checks",
      #"{"schema":1,"account":"pharmacie-42","characters":"13M02","#
        + #""caller":{"role":"secretary","name":"Anne Martin"}}"#, token: agent)
    #expect(try checked.json()["confirmed"] as? Bool == true)
    try await stop(server)
    // The log verifies from its first entry to what was just done.
    let acts = try await host.events().compactMap { $0.facts["act"] }
    #expect(["delegate-declared", "check"].allSatisfy(acts.contains))
  }
}
