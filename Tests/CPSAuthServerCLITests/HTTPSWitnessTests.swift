import CPSAuth
import CPSAuthTesting
import CPSConfiguration
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTransport
import Foundation
import HTTPTestSupport
import OpenSSLKit
import TestSupport
import Testing

@testable import CPSAuthServerCLI

/// The witness that is reached over HTTPS, from the configuration to the verdict of whoever verifies.
@Suite struct HTTPSWitnessTests {
  private let folder: TemporaryDirectory
  private let store: MemoryStore
  private let log: AuditLog
  private let random = SystemRandomSource()

  init() throws {
    folder = try TemporaryDirectory()
    store = try MemoryStore(environment: .synthetic, random: random)
    log = AuditLog(store: store, clock: SystemWallClock(), random: random, sealingTo: nil)
    try write(try PrivateKey.generateP256().pem(), to: "key.pem")
    try write(PythonWitness.credential + "\n", to: "token")
  }

  private func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: folder.url.appending(path: name))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: folder.path(name))
  }

  /// What the lines of a configuration give, as a server has it.
  private func settings(_ witness: PythonWitness, authorities: String? = nil) throws -> AuditSettings {
    let text = """
      checkpoints: {key: key.pem}
      witnesses: ["https://127.0.0.1:\(witness.port)/checkpoints"]
      witness-credential: token
      \(authorities.map { "witness-authorities: \($0)" } ?? "")
      """
    return try ConfigurationReader.read(Array(text.utf8), named: folder.path("server.yaml")) {
      reader throws(CPSError) in
      try AuditSettings(&reader, PathResolver(configuration: folder.path("server.yaml")))
    }
  }

  private func keeper(_ witness: PythonWitness, authorities: String? = nil) throws -> AuditKeeper {
    try settings(witness, authorities: authorities).keeper(
      of: log, clock: SystemWallClock(), random: random)
  }

  private func round(_ keeper: AuditKeeper) async throws -> [CPSError] {
    try await log.record(AuditEvent(.logout))
    return await keeper.round()
  }

  @Test func `under the right certificate each checkpoint is kept`() async throws {
    let witness = try await PythonWitness(in: folder)
    let keeper = try keeper(witness, authorities: witness.certificate.certificate)
    #expect(keeper.isWitnessedElsewhere)
    for count in 1...3 {
      #expect(try await round(keeper).isEmpty)
      #expect(witness.lines.count == count)
    }
    let checkpoints = try witness.lines.map { try AuditCheckpoint(reading: $0) }
    #expect(try await AuditVerifier.report(on: store, witnessed: checkpoints).witnessed == 3)
  }

  @Test(arguments: ["refuse", "fail", "redirect"])
  func `what a witness does not keep it gets once it does`(conduct: String) async throws {
    let witness = try await PythonWitness(in: folder)
    let keeper = try keeper(witness, authorities: witness.certificate.certificate)
    try await witness.behave(conduct)
    for _ in 0..<2 { #expect(try await round(keeper) == [CPSError(.witnessUnavailable)]) }
    #expect(await keeper.witnessStandings().map(\.isLate) == [true])
    #expect(witness.lines.isEmpty)
    try await witness.behave("keep")
    #expect(try await round(keeper).isEmpty)
    #expect(witness.lines.count == 3)
    #expect(await keeper.witnessStandings().map(\.waiting) == [0])
    // The alarm of the time between is in the log itself.
    let entries = try await store.auditRecords(after: 0, limit: 100).map {
      try AuditEntry(encoded: $0.content)
    }
    #expect(
      entries.contains { $0.event.kind == .alarm && $0.event.diagnostic == "audit.witness-unavailable" })
    #expect(try await AuditVerifier.verify(store) != nil)
  }

  @Test func `FT-08 a witness that falls silent costs one deadline, and gets what waited`() async throws {
    let witness = try await PythonWitness(in: folder)
    let signer = try CheckpointSigner(.generateP256(), replacing: nil)
    func keeper(within deadline: Duration) throws -> AuditKeeper {
      AuditKeeper(
        of: log, signer: signer,
        witnesses: [
          ServiceWitness(
            at: try Audience("https://127.0.0.1:\(witness.port)"), path: "/checkpoints",
            over: try HTTPServiceTransport(
              roots: .file(witness.certificate.certificate), deadline: deadline),
            credential: PythonWitness.credential)
        ], retention: nil, clock: SystemWallClock())
    }
    try await witness.behave("stall")
    let silent = try keeper(within: .milliseconds(200))
    let faults = try await round(silent)
    #expect(faults == [CPSError(.witnessUnavailable)])
    #expect(await silent.witnessStandings().map(\.waiting) == [1])
    try await witness.behave("keep")
    let patient = try keeper(within: .seconds(60))
    #expect(try await round(patient).isEmpty)
    #expect(witness.lines.count == 1)
  }

  @Test(arguments: ["IP:127.0.0.2", "DNS:witness.example"])
  func `HN-11 under a certificate for another host nothing is sent`(host: String) async throws {
    let witness = try await PythonWitness(certifiedFor: host, in: folder)
    let keeper = try keeper(witness, authorities: witness.certificate.certificate)
    #expect(try await round(keeper) == [CPSError(.witnessUnavailable)])
    #expect(witness.lines.isEmpty)
  }

  @Test func `HN-11 under a certificate of nobody known nothing is sent`() async throws {
    let witness = try await PythonWitness(in: folder)
    let keeper = try keeper(witness)
    #expect(try await round(keeper) == [CPSError(.witnessUnavailable)])
    #expect(witness.lines.isEmpty)
  }

  @Test func `a wrong credential is a witness that refuses`() async throws {
    try write("Bearer of-somebody-else", to: "token")
    let witness = try await PythonWitness(in: folder)
    let keeper = try keeper(witness, authorities: witness.certificate.certificate)
    #expect(try await round(keeper) == [CPSError(.witnessUnavailable)])
    #expect(witness.lines.isEmpty)
  }

  @Test func `ST-05 what was computed again is found by what the witness keeps`() async throws {
    let witness = try await PythonWitness(in: folder)
    let keeper = try keeper(witness, authorities: witness.certificate.certificate)
    for _ in 0..<3 { #expect(try await round(keeper).isEmpty) }
    let checkpoints = try witness.lines.map { try AuditCheckpoint(reading: $0) }
    #expect(try await AuditVerifier.report(on: store, witnessed: checkpoints).witnessed == 3)
    let forged = try await rewritten(from: 4)
    await #expect(throws: CPSError(.auditBroken)) {
      _ = try await AuditVerifier.report(on: forged, witnessed: checkpoints)
    }
  }

  /// The log, with one entry changed and every hash behind it computed anew, as who rules over the host can.
  private func rewritten(from sequence: Int64) async throws -> MemoryStore {
    let other = try MemoryStore(environment: .synthetic, random: random)
    var head: AuditHead?
    for record in await store.auditRecords(after: 0, limit: 100) {
      let entry = try AuditEntry(encoded: record.content)
      // A checkpoint of its own it cannot sign anew: it leaves them out and closes the gaps.
      guard ![.checkpoint, .checkpointKey].contains(entry.event.kind) else { continue }
      var event = entry.event
      if entry.sequence >= sequence { event.facts["changed"] = "yes" }
      let content = AuditEntry(
        sequence: (head?.sequence ?? 0) + 1, time: entry.time, environment: .synthetic, event: event
      ).encoded()
      let hash = try Digest.sha256(
        Array("CPSAUTH-AUDIT-V1\0".utf8) + (head?.hash ?? [UInt8](repeating: 0, count: 32)) + content)
      let changed = AuditRecord(sequence: (head?.sequence ?? 0) + 1, content: content, hash: hash)
      #expect(await other.appendAudit([changed], after: head))
      head = AuditHead(sequence: changed.sequence, hash: hash)
    }
    return other
  }

  @Test func `a server whose witness is late says so in its log, in health and in its figures`() async throws
  {
    let witness = try await PythonWitness(in: folder)
    try await witness.behave("fail")
    let files = try ServerFolder(at: SystemWallClock().now())
    let (port, back) = (try PortPair.free(), try PortPair.free())
    let path = try files.configuration(
      audience: "http://127.0.0.1:\(port)", listen: ["address: 127.0.0.1:\(port)"])
    let section = """

      back-channel: {address: 127.0.0.1:\(back)}
      audit:
        checkpoints: {key: \(folder.path("key.pem")), every: 1s}
        witnesses: ["https://127.0.0.1:\(witness.port)/checkpoints"]
        witness-credential: \(folder.path("token"))
        witness-authorities: \(witness.certificate.certificate)

      """
    try Data((try String(contentsOfFile: path, encoding: .utf8) + section).utf8).write(
      to: URL(filePath: path))
    let server = try ChildProcess(
      try BuiltProduct.path("cpsauth-server"), ["--config", path, "--lang", "en", "--json"], environment: [:])
    try await server.waitForOutput("\"listening\"", atMost: .seconds(60))
    let (front, monitor) = (
      try Audience("http://127.0.0.1:\(port)"), try Audience("http://127.0.0.1:\(back)")
    )
    let transport = try HTTPServiceTransport(deadline: .seconds(60))
    // A refusal of somebody unknown is an entry, of which there is something to vouch for.
    let station = try TestWorkstation(audience: front, transport: transport, clock: SystemWallClock())
    _ = try await station.cardToken(FixtureCard("physician"))
    func page(_ path: String) async throws -> String {
      String(
        decoding: try await transport.send(ServiceRequest("GET", monitor, path)).body, as: UTF8.self)
    }
    try await eventually("the witness is late") {
      try await page("/metrics").contains(#"cpsauth_audit_witness_late{witness="1"} 1"#)
    }
    #expect(try await page("/metrics").contains("cpsauth_audit_witnessed_elsewhere 1"))
    #expect(try await page("/health/ready").contains(#""audit-witnesses":"warn""#))
    try await eventually("the log says so") {
      server.standardError.contains("audit.witness-unavailable")
    }
    try await witness.behave("keep")
    // Each second brings a checkpoint more, which waits while it is on its way.
    try await eventually("the witness has it all") {
      let figures = try await page("/metrics")
      return figures.contains(#"cpsauth_audit_witness_late{witness="1"} 0"#)
        && figures.contains(#"cpsauth_audit_witness_waiting{witness="1"} 0"#)
    }
    try await eventually("health says so") {
      try await page("/health/ready").contains(#""audit-witnesses":"pass""#)
    }
    #expect(!witness.lines.isEmpty)
    server.signal(SIGTERM)
    #expect(try await server.wait() == .exited(0))
  }
}
