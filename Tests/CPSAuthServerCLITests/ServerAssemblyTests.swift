import CPSAuth
import CPSAuthSQLite
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust
import Foundation
import HTTPTestSupport
import Logging
import OpenSSLKit
import SyntheticIGC
import TestSupport
import Testing

@testable import CPSAuthServerCLI

@Suite struct ServerAssemblyTests {
  private let folder: ServerFolder
  private let clock = ManualClock(SyntheticTree.fixtureMoment)
  private let lines = CollectingLog.Lines()

  init() throws { folder = try ServerFolder() }

  private func assemble(_ configuration: String) async throws -> ServerAssembly {
    let lines = lines
    return try await ServerAssembly(
      ServerConfiguration(file: configuration), clock: clock, random: SystemRandomSource(),
      logger: Logger(label: "test") { _ in CollectingLog(lines) })
  }

  private func configuration(environment: String = "synthetic") throws -> String {
    try folder.configuration(
      audience: "https://service.example", environment: environment, listen: ["address: 127.0.0.1:0"],
      demonstration: environment == "synthetic")
  }

  private func workstation(_ assembly: ServerAssembly) throws -> TestWorkstation {
    let lines = lines
    let transport = InProcessTransport(
      responder: assembly.responder, logger: Logger(label: "test") { _ in CollectingLog(lines) })
    return try TestWorkstation(
      audience: Audience("https://service.example"), transport: transport, clock: clock)
  }

  @Test func `the whole way, from one configuration file`() async throws {
    let assembly = try await assemble(try configuration())
    let station = try workstation(assembly)
    let token = try await station.cardToken(FixtureCard("physician"))
    #expect(try await station.lookUp("208137512536476", token: token).status == 200)
    let account = try workstation(assembly)
    let refused = try await account.lookUp("208137512536476", token: try await account.accountToken())
    #expect(refused.code == "gate.card-required")
    #expect(lines.all.contains("status\": 200"))
    #expect(!lines.all.contains("2081375125364"))
  }

  @Test func `another key under the name of the epoch does not start`() async throws {
    let path = try configuration()
    _ = try await assemble(path)
    let key = folder.folder.path("secrets/audit")
    let kept = try Data(contentsOf: URL(filePath: key))
    try Data(kept.reversed()).write(to: URL(filePath: key))
    await #expect(throws: CPSError(.auditKeyExchanged)) { _ = try await assemble(path) }
    // A new name makes it a new epoch; the old one goes on with its own key.
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try Data(text.replacing("audit-epoch: test", with: "audit-epoch: next").utf8).write(
      to: URL(filePath: path))
    _ = try await assemble(path)
    try Data(text.utf8).write(to: URL(filePath: path))
    await #expect(throws: CPSError(.auditKeyExchanged)) { _ = try await assemble(path) }
    try kept.write(to: URL(filePath: key))
    _ = try await assemble(path)
  }

  @Test(arguments: [0o666, 0o664, 0o602])
  func `CA-13 a configuration that others may write starts nothing`(mode: Int) async throws {
    let path = try configuration()
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    await #expect(throws: CPSError(.configurationExposed)) { _ = try await assemble(path) }
    #expect(!FileManager.default.fileExists(atPath: folder.folder.path("state.sqlite")))
  }

  @Test func `a session outlives a restart, a challenge does not`() async throws {
    let path = try configuration()
    let station = try workstation(try await assemble(path))
    let token = try await station.cardToken(FixtureCard("physician"))
    let challenge = try await station.challenge()
    let again = try workstation(try await assemble(path))
    #expect(
      try await again.send("GET", "/cpsauth/sessions/current", token: token).code == "session.other-key")
    let proof = try FixtureCard("physician").proof(
      answering: challenge, for: Audience("https://service.example"), binding: again.publicKey())
    #expect(try await again.open(proof).status == 401)
  }

  @Test func `CA-07 a database of another world is refused, and stays as it was`() async throws {
    let database = folder.folder.path("state.sqlite")
    let other = try await SQLiteStore.open(at: database, environment: .test, random: SystemRandomSource())
    let epoch = try await other.epoch()
    await #expect(throws: CPSError(.storeForeign)) { try await assemble(try configuration()) }
    #expect(try await SQLiteStore.inspect(at: database, environment: .test).epoch() == epoch)
  }

  @Test func `CA-07 authorities of another world are refused`() async throws {
    // The authorities of the fixtures are synthetic, whatever the configuration calls them.
    await #expect(throws: CPSError(.anchorEnvironment)) {
      try await assemble(try configuration(environment: "test"))
    }
  }

  @Test func `a trust store that is empty, or a file in it that was changed, is refused`() async throws {
    let path = try configuration()
    let store = folder.folder.path("trust/authorities")
    let names = try FileManager.default.contentsOfDirectory(atPath: store)
    let file = URL(filePath: "\(store)/\(names[0])")
    var bytes = try Data(contentsOf: file)
    bytes[bytes.count - 1] ^= 1
    try bytes.write(to: file)
    await #expect(throws: CPSError(.anchorNotPinned)) { try await assemble(path) }
    try FileManager.default.removeItem(atPath: store)
    await #expect(throws: CPSError(.authorityMissing)) { try await assemble(path) }
    // A start that fails leaves neither secrets nor a database behind.
    #expect(!FileManager.default.fileExists(atPath: folder.folder.path("secrets")))
    #expect(!FileManager.default.fileExists(atPath: folder.folder.path("state.sqlite")))
  }

  @Test func `a list that is imported while the server runs is used`() async throws {
    let assembly = try await assemble(try configuration())
    let station = try workstation(assembly)
    let card = try FixtureCard("physician")
    let token = try await station.cardToken(card)
    let tree = try SyntheticTree.load(from: PackageRoot.path("Fixtures/pki"))
    let lists = try tree.issueRevocationLists(
      at: clock.now(), revoked: [Certificate(der: card.certificate)])
    for (index, list) in lists.enumerated() {
      let file = folder.folder.path("new-\(index).crl")
      try Data(list.der).write(to: URL(filePath: file))
      _ = try folder.store.importItem(at: file, at: clock.now())
    }
    #expect(try await station.lookUp("208137512536476", token: token).status == 200)
    await assembly.revocation.refresh()
    #expect(try await station.lookUp("208137512536476", token: token).code == "session.card-refused")
    #expect(try await station.login(with: card).code == "trust.certificate-revoked")
    #expect(lines.all.contains("sessions of revoked cards ended"))
  }

  @Test func `a list that somebody puts into the inbox is used, and one that nobody publishes is an alarm`()
    async throws
  {
    let path = try configuration()
    let lists = """
        lists:
          hosts: [127.0.0.1]
          addresses: {FORT PERSONNES: ["http://127.0.0.1:1/a.crl"]}
          inbox: inbox
      policy:
      """
    let text = try String(contentsOfFile: path, encoding: .utf8).replacing("policy:", with: lists)
    try Data(text.utf8).write(to: URL(filePath: path))
    try FileManager.default.createDirectory(
      atPath: folder.folder.path("inbox"), withIntermediateDirectories: true)
    let assembly = try await assemble(path)
    let station = try workstation(assembly)
    let card = try FixtureCard("physician")
    _ = try await station.cardToken(card)
    let tree = try SyntheticTree.load(from: PackageRoot.path("Fixtures/pki"))
    let revoking = try tree.issueRevocationLists(
      at: clock.now(), revoked: [Certificate(der: card.certificate)])
    for (index, list) in revoking.enumerated() {
      try Data(list.der).write(to: URL(filePath: folder.folder.path("inbox/\(index)")))
    }
    let report = await assembly.revocation.refresh()
    #expect(report.faults.isEmpty && report.endedSessions == 1)
    clock.advance(by: .seconds(86_400))
    #expect(await assembly.revocation.refresh().faults == [CPSError(.publicationUnavailable)])
    #expect(lines.all.contains("trust.publication-unavailable"))
  }

  @Test func `addresses for an authority that no accepted card needs are refused`() async throws {
    let path = try configuration()
    let lists = """
        lists: {hosts: [a.example], addresses: {STANDARD PERSONNES: ["http://a.example/a.crl"]}}
      policy:
      """
    let text = try String(contentsOfFile: path, encoding: .utf8).replacing("policy:", with: lists)
    try Data(text.utf8).write(to: URL(filePath: path))
    await #expect(throws: CPSError(.configurationInvalid)) { try await assemble(path) }
    #expect(!FileManager.default.fileExists(atPath: folder.folder.path("secrets")))
  }

  @Test func `CA-13 a list that is broken is told, and the one in use stays`() async throws {
    let assembly = try await assemble(try configuration())
    let station = try workstation(assembly)
    let lists = folder.folder.path("trust/lists")
    for name in try FileManager.default.contentsOfDirectory(atPath: lists) {
      try Data("broken".utf8).write(to: URL(filePath: "\(lists)/\(name)"))
    }
    await assembly.revocation.refresh()
    #expect(lines.all.contains("revocation-list.malformed"))
    #expect(try await station.login(with: FixtureCard("physician")).status == 201)
  }

  @Test func `lists past their grace refuse everybody, and the log says so`() async throws {
    let assembly = try await assemble(try configuration())
    clock.advance(by: .seconds(8 * 86_400 + 3_600))
    await assembly.revocation.refresh()
    #expect(lines.all.contains("stale"))
    let answer = try await workstation(assembly).login(with: FixtureCard("physician"))
    #expect(answer.code == "trust.list-stale")
    #expect(answer.status == 503)
  }
}
