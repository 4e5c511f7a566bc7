import CPSAuthSQLite
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import Foundation
import OpenSSLKit
import SyntheticIGC
import TestSupport
import Testing

@testable import CPSAuthServerCLI

/// `cpsauth-server check`: what stands between a configuration and a service that serves.
@Suite struct CheckCommandTests {
  private static let pair = Result { () throws(CPSError) in try SealOfficer.pair() }
  private let folder: ServerFolder
  private let configuration: String

  init() throws {
    folder = try ServerFolder(at: SystemWallClock().now())
    configuration = try folder.configuration(
      audience: "http://127.0.0.1:8460", listen: ["address: 127.0.0.1:8460"])
  }

  /// One finding: what it is about, what it means, and the row of the catalogue.
  private struct Line: Decodable, Hashable {
    var subject: String?
    var standing: String?
    var code: String?
    var obstacles: Int?
  }

  private func check(
    _ arguments: String...
  ) async throws -> (status: Int32, lines: [Line], output: String) {
    let done = try await ChildProcess.run(
      BuiltProduct.path("cpsauth-server"), ["check", "--config", configuration] + arguments, environment: [:])
    guard case .exited(let status) = done.outcome else { throw TestSupportError("\(done.outcome)") }
    let lines = done.output.split(separator: "\n").compactMap {
      try? JSONDecoder().decode(Line.self, from: Data($0.utf8))
    }
    return (status, lines, done.output)
  }

  private func add(_ text: String) throws {
    let before = try String(contentsOfFile: configuration, encoding: .utf8)
    try Data((before + "\n" + text + "\n").utf8).write(to: URL(filePath: configuration))
  }

  private func replace(_ old: String, by new: String) throws {
    let before = try String(contentsOfFile: configuration, encoding: .utf8)
    try #require(before.contains(old))
    try Data(before.replacing(old, with: new).utf8).write(to: URL(filePath: configuration))
  }

  private func write(_ text: String, to name: String, mode: Int = 0o600) throws {
    try Data(text.utf8).write(to: URL(filePath: folder.folder.path(name)))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder.folder.path(name))
  }

  private func remarks(_ lines: [Line]) -> [String?] {
    lines.filter { $0.standing == "remark" }.map(\.code)
  }

  @Test
  func `a configuration that can serve is said to, with what an auditor would miss, and nothing is made`()
    async throws
  {
    let found = try await check("--json")
    #expect(found.status == 0, "\(found.output)")
    #expect(found.lines.last?.obstacles == 0)
    #expect(
      remarks(found.lines) == [
        "trust.register-not-configured", "audit.witness-not-elsewhere", "audit.not-sealed",
      ])
    for name in ["state.sqlite", "secrets"] {
      #expect(!FileManager.default.fileExists(atPath: folder.folder.path(name)))
    }
    let french = try await check("--lang", "fr").output
    #expect(french.contains("Remarque : Aucun témoin hors de cette machine"))
    #expect(french.contains("Base de données : sera créée au premier démarrage."))
    #expect(french.hasSuffix("Rien n’empêche le service de servir.\n"))
    #expect(try await check("--lang", "en").output.contains("Remark: No witness off this machine"))
  }

  @Test
  func `with recipients and a witness elsewhere nothing is missed, and one that does not answer is told`()
    async throws
  {
    let witness = try await PythonWitness(in: folder.folder)
    let (officer, deputy) = try Self.pair.get()
    for (name, certificate) in [("officer.pem", officer.certificate), ("deputy.pem", deputy.certificate)] {
      let text = Data(certificate.der).base64EncodedString(options: .lineLength64Characters)
      try write("-----BEGIN CERTIFICATE-----\n\(text)\n-----END CERTIFICATE-----\n", to: name)
    }
    try write(try PrivateKey.generateP256().pem(), to: "checkpoint.pem")
    try add(
      """
      audit:
        recipients: [officer.pem, deputy.pem]
        checkpoints: {key: checkpoint.pem}
        witnesses: ["https://127.0.0.1:\(witness.port)/checkpoints"]
        witness-authorities: \(witness.certificate.certificate)
      """)
    let found = try await check("--json")
    #expect(found.status == 0, "\(found.output)")
    #expect(remarks(found.lines) == ["trust.register-not-configured"])
    #expect(found.lines.contains { $0.subject == "witness" && $0.standing == "fact" })
    #expect(witness.lines.isEmpty)
    try await witness.behave("fail")
    let late = try await check("--json")
    #expect(late.status == 0)
    #expect(remarks(late.lines) == ["trust.register-not-configured", "audit.witness-unavailable"])
  }

  @Test func `everything that is wrong is told at once, and the status is that of the first`() async throws {
    try replace("database: state.sqlite", by: "database: none/state.sqlite")
    try replace(", create: true", by: "")
    try add("audit: {recipients: [none.pem, deputy.pem]}")
    let found = try await check("--json")
    #expect(found.status == 66)
    #expect(
      found.lines.filter { $0.standing == "obstacle" } == [
        Line(subject: "secrets", standing: "obstacle", code: "input.missing"),
        Line(subject: "secrets", standing: "obstacle", code: "input.missing"),
        Line(subject: "audit", standing: "obstacle", code: "input.missing"),
        Line(subject: "database", standing: "obstacle", code: "store.unavailable"),
      ])
  }

  @Test func `a secret that others may read, and lists that are missing, are obstacles`() async throws {
    try FileManager.default.createDirectory(
      atPath: folder.folder.path("secrets"), withIntermediateDirectories: false)
    try write(String(repeating: "a", count: 32), to: "secrets/service", mode: 0o644)
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder.folder.path("trust"))
    where name.hasSuffix(".crl") {
      try FileManager.default.removeItem(atPath: folder.folder.path("trust/\(name)"))
    }
    let found = try await check("--json")
    let obstacles = found.lines.filter { $0.standing == "obstacle" }
    #expect(found.status == CPSError(.revocationListMissing).diagnostic.exitStatus.rawValue)
    #expect(obstacles.contains(Line(subject: "trust", standing: "obstacle", code: "trust.list-missing")))
    #expect(
      obstacles.contains(Line(subject: "secrets", standing: "obstacle", code: "configuration.invalid")))
  }

  @Test func `CA-07 the database of another world is an obstacle, and keeps its epoch`() async throws {
    let path = folder.folder.path("state.sqlite")
    let store = try await SQLiteStore.open(at: path, environment: .test, random: SystemRandomSource())
    let epoch = try await store.epoch()
    let found = try await check("--json")
    #expect(found.status == 78)
    #expect(found.lines.contains(Line(subject: "database", standing: "obstacle", code: "store.foreign")))
    #expect(try await store.epoch() == epoch)
  }

  @Test func `a configuration that cannot be read is the one obstacle`() async throws {
    try replace("environment: synthetic", by: "enviroment: synthetic")
    let found = try await check("--json")
    #expect(found.status == 78)
    #expect(found.lines.count == 2)
    #expect(found.lines.first?.code == "configuration.invalid")
  }
}
