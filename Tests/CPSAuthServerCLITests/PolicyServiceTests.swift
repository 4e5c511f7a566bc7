import CPSAuth
import CPSAuthSQLite
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTransport
import Foundation
import HTTPTestSupport
import TestSupport
import Testing

/// A policy file that is replaced under the executable itself, which answers a card meanwhile.
@Suite struct PolicyServiceTests {
  private static let insured = "208137512536476"

  private let folder: ServerFolder

  init() throws { folder = try ServerFolder(at: SystemWallClock().now()) }

  /// Puts a policy in the place of the one before, as an editor does that never shows half a file.
  private func replace(version: String, professions: String) throws {
    try replace(
      """
      version: \(version)
      rules:
        people: {allow: [infopatient.lookup], method: card, cards: [CPS], professions: [\(professions)]}
      """)
  }

  private func replace(_ text: String) throws {
    try Data(text.utf8).write(to: URL(filePath: folder.folder.path("policy.yaml")), options: .atomic)
  }

  private func start() async throws -> (server: ChildProcess, station: TestWorkstation) {
    let port = try PortPair.free()
    let audience = try Audience("http://127.0.0.1:\(port)")
    let configuration = try folder.configuration(
      audience: audience.text, listen: ["address: 127.0.0.1:\(port)"],
      policy: ["file: policy.yaml", "refresh: 1s"])
    let server = try ChildProcess(
      try BuiltProduct.path("cpsauth-server"), ["--config", configuration, "--json"], environment: [:])
    try await server.waitForOutput("\"listening\"", atMost: .seconds(60))
    let transport = try HTTPServiceTransport(deadline: .seconds(60))
    return (server, try TestWorkstation(audience: audience, transport: transport, clock: SystemWallClock()))
  }

  @Test func `CA-13 a good policy comes into force, a broken one never, and the next good one again`()
    async throws
  {
    try replace(version: "one", professions: "10")
    let (server, station) = try await start()
    let token = try await station.cardToken(FixtureCard("physician"))
    #expect(try await station.lookUp(Self.insured, token: token).status == 200)

    try replace(version: "two", professions: "21")
    try await eventually("the second policy is in force") {
      try await station.lookUp(Self.insured, token: token).code == "gate.denied"
    }
    try replace("version: broken\nrules: {people: {allow: [infopatient.lookup], method: nobody}}")
    try await server.waitForOutput("policy not loaded", atMost: .seconds(60))
    #expect(try await station.lookUp(Self.insured, token: token).code == "gate.denied")
    try replace(version: "three", professions: "10")
    try await eventually("the third policy is in force") {
      try await station.lookUp(Self.insured, token: token).status == 200
    }

    server.signal(SIGTERM)
    #expect(try await server.wait() == .exited(0))
    let database = try await SQLiteStore.inspect(
      at: folder.folder.path("state.sqlite"), environment: .synthetic)
    let events = try await database.auditRecords(after: 0, limit: 10_000)
      .map { try AuditEntry(encoded: $0.content).event }
    let inForce = events.filter { $0.kind == .policyInForce }.map(\.policyVersion)
    #expect(inForce.suffix(2) == ["two", "three"])
    #expect(events.contains { $0.kind == .alarm && $0.diagnostic == Diagnostic.policyNotLoaded.code })
    // Each decision cites the version that made it.
    let decisions = events.filter { $0.kind == .decision }
    #expect(decisions.first?.policyVersion == "one")
    #expect(decisions.last?.policyVersion == "three")
    #expect(!decisions.contains { $0.policyVersion == "broken" })
  }
}
