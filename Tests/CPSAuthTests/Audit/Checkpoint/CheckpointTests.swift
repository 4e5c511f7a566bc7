import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit
import Testing

@testable import CPSAuth

@Suite struct CheckpointTests {
  private let bench: AuditBench

  init() throws { bench = try AuditBench() }

  /// A log with two checkpoints: entries 1 to 5 and 8 to 10, the key in entry 6.
  private func witnessedLog() async throws -> (key: PrivateKey, kept: [AuditCheckpoint]) {
    let (key, signer) = try bench.signer()
    try await bench.write(4)
    let first = try #require(try await bench.log.checkpoint(by: signer))
    try await bench.write(3)
    let second = try #require(try await bench.log.checkpoint(by: signer))
    return (key, [first, second])
  }

  private func expectBroken(
    at entry: Int64, _ diagnostic: Diagnostic = .auditBroken,
    location: SourceLocation = #_sourceLocation, _ action: () async throws -> AuditReport
  ) async {
    do {
      _ = try await action()
      Issue.record("not found", sourceLocation: location)
    } catch let error as CPSError {
      #expect(error == CPSError(diagnostic), sourceLocation: location)
      #expect(error.values["entry"] == String(entry), "\(error)", sourceLocation: location)
    } catch {
      Issue.record("\(error)", sourceLocation: location)
    }
  }

  @Test func aCheckpointVouchesForAllBeforeIt() async throws {
    let (key, kept) = try await witnessedLog()
    let entries = try await bench.entries()
    #expect(
      entries.map(\.event.kind) == [
        .genesis, .logout, .logout, .logout, .logout, .checkpointKey, .checkpoint, .logout, .logout, .logout,
        .checkpoint,
      ])
    #expect(kept.map(\.head.sequence) == [6, 10])
    #expect(kept.map(\.log) == [entries[0].event.facts["log"], entries[0].event.facts["log"]])
    for checkpoint in kept {
      #expect(checkpoint.key == key.publicKey)
      #expect(try checkpoint.isAuthentic())
    }
    let report = try await AuditVerifier.report(on: bench.store, witnessed: kept)
    #expect(report.entries == 11)
    #expect(report.checkpoints == 2)
    #expect(report.witnessed == 2)
    #expect(report.lastCheckpoint == kept[1].head)
    #expect(report.keys.map(\.ground) == [.first])
    #expect(report.keys.map(\.entry) == [6])
  }

  /// docs/audit.md, section 5, written out by hand.
  @Test func theSignedBytesAreThoseOfTheDocument() async throws {
    let (key, kept) = try await witnessedLog()
    let checkpoint = kept[0]
    func part(_ bytes: [UInt8]) -> [UInt8] { [0, 0, 0, UInt8(bytes.count)] + bytes }
    func number(_ value: Int64) -> [UInt8] {
      (0..<8).map { UInt8(truncatingIfNeeded: value >> (56 - 8 * $0)) }
    }
    let message =
      Array("CPSAUTH-AUDIT-CHECKPOINT-V1".utf8) + [0] + part(Array("synthetic".utf8))
      + part(Array(checkpoint.log.utf8)) + part(number(6)) + part(checkpoint.head.hash)
      + part(number(ServiceBench.noon.millisecondsSince1970)) + part(key.publicKey.subjectPublicKeyInfo)
    #expect(try key.publicKey.isValid(signature: checkpoint.signature, for: message, algorithm: .es256))
  }

  @Test func nothingNewNeedsNoCheckpoint() async throws {
    let (_, signer) = try bench.signer()
    #expect(try await bench.log.checkpoint(by: signer) == nil)
    #expect(try await bench.records().isEmpty)
    try await bench.write(1)
    #expect(try await bench.log.checkpoint(by: signer) != nil)
    #expect(try await bench.log.checkpoint(by: signer) == nil)
    #expect(try await bench.otherProcess().checkpoint(by: signer) == nil)
    #expect(try await bench.records().count == 4)
  }

  @Test func aKeyIsBroughtInOnce() async throws {
    let (_, signer) = try bench.signer()
    try await bench.write(1)
    for _ in 0..<3 {
      #expect(try await bench.otherProcess().checkpoint(by: signer) != nil)
      try await bench.write(1_100)
    }
    let kinds = try await bench.entries().map(\.event.kind)
    #expect(kinds.filter { $0 == .checkpointKey }.count == 1)
    #expect(kinds.filter { $0 == .checkpoint }.count == 3)
    #expect(try await AuditVerifier.report(on: bench.store).checkpoints == 3)
  }

  @Test func aWitnessReadsWhatWasWritten() async throws {
    let (_, kept) = try await witnessedLog()
    for checkpoint in kept {
      let line = try checkpoint.text()
      #expect(!line.contains("\n"))
      #expect(try AuditCheckpoint(reading: line) == checkpoint)
      for wrong in [
        "", "{}", String(line.dropLast()), line.replacing("\"schema\":1", with: "\"schema\":2"),
        line.replacing("\"sequence\":", with: "\"sequence\":-"), line + line,
      ] {
        #expect(throws: CPSError.self) { try AuditCheckpoint(reading: wrong) }
      }
    }
  }

  @Test func `ST-04 a log cut back to a checkpoint is found by the witness`() async throws {
    let (_, kept) = try await witnessedLog()
    let records = try await bench.records()
    for length in 1..<records.count {
      let cut = try MemoryStore(environment: .synthetic, random: bench.random)
      _ = await cut.appendAudit(Array(records.prefix(length)), after: nil)
      guard length < 10 else {
        #expect(try await AuditVerifier.report(on: cut, witnessed: kept).witnessed == 2)
        continue
      }
      // Without its genesis no log says which it is.
      await expectBroken(at: Int64(length + 1)) { try await AuditVerifier.report(on: cut, witnessed: kept) }
    }
  }

  @Test func `ST-05 a log written anew is found by the witness, and where`() async throws {
    _ = try await witnessedLog()
    for (place, found) in [(Int64(3), Int64(6)), (9, 10)] {
      let forged = try await bench.rewritten(from: place) { $0.count = 9 }
      // Checkpoints in the log speak of what stood there before.
      await expectBroken(at: found + 1) { try await AuditVerifier.report(on: forged) }
    }
    // Without checkpoints of its own the forged log is consistent in itself.
    let bare = try AuditBench()
    try await bare.write(5)
    let before = try await bare.records()
    let forged = try await bare.rewritten(from: 3) { $0.count = 9 }
    #expect(try await AuditVerifier.verify(forged)?.sequence == 6)
    let (key, _) = try bare.signer()
    let log = try #require(try await bare.entries()[0].event.facts["log"])
    let honest = try [2, 5].map { index in
      let head = before[index - 1].head
      let message = CheckpointMessage.checkpoint(
        of: head, in: .synthetic, log: log, at: ServiceBench.noon, by: key.publicKey)
      return try AuditCheckpoint(
        .synthetic, log: log, head: head, time: ServiceBench.noon, key: key.publicKey,
        signature: try key.sign(message, algorithm: .es256))
    }
    do {
      _ = try await AuditVerifier.report(on: forged, witnessed: honest)
      Issue.record("not found")
    } catch {
      #expect(error.values["entry"] == "5")
      #expect(error.values["detail"]?.contains("behind entry 2") == true)
    }
  }

  @Test func `ST-05 a log begun anew is not the one that was witnessed`() async throws {
    let (_, kept) = try await witnessedLog()
    let other = try AuditBench()
    try await other.write(20)
    await expectBroken(at: 1) { try await AuditVerifier.report(on: other.store, witnessed: kept) }
    // Checkpoints of other logs in the same file do no harm.
    let (_, signer) = try other.signer()
    let own = try #require(try await other.log.checkpoint(by: signer))
    #expect(try await AuditVerifier.report(on: other.store, witnessed: kept + [own]).witnessed == 1)
  }

  @Test func aCheckpointThatNobodySignedIsNoneOfTheWitness() async throws {
    let (_, kept) = try await witnessedLog()
    var signature = kept[0].signature
    signature[5] ^= 1
    let forged = try AuditCheckpoint(
      .synthetic, log: kept[0].log, head: kept[0].head, time: kept[0].time, key: kept[0].key,
      signature: signature)
    #expect(try !forged.isAuthentic())
    await expect(.inputMalformed) { try await AuditVerifier.report(on: bench.store, witnessed: [forged]) }
  }

  @Test func aForgedCheckpointInTheLogIsFound() async throws {
    _ = try await witnessedLog()
    let forgeries: [(Int64, (inout AuditEvent) -> Void)] = [
      (7, { $0.signature?[0] ^= 1 }), (7, { $0.signature = nil }), (7, { $0.publicKey = [0x30] }),
      (7, { $0.stated = AuditHead(sequence: 5, hash: $0.stated?.hash ?? []) }), (6, { $0.publicKey = nil }),
      (7, { $0.facts["log"] = "another" }), (6, { $0.facts["log"] = nil }),
    ]
    for (place, change) in forgeries {
      let forged = try await bench.rewritten(from: place, changing: change)
      await expectBroken(at: place) { try await AuditVerifier.report(on: forged) }
    }
  }

  @Test func `ST-06 a key that follows another is vouched for by it`() async throws {
    let (first, signer) = try bench.signer()
    try await bench.write(1)
    _ = try await bench.log.checkpoint(by: signer)
    let (second, next) = try bench.signer(replacing: first)
    try await bench.write(1)
    // After a restart with the new key, and on a host that was not started again yet.
    #expect(try await bench.otherProcess().checkpoint(by: next) != nil)
    try await bench.write(1)
    #expect(try await bench.log.checkpoint(by: signer) != nil)
    try await bench.write(1)
    #expect(try await bench.otherProcess().checkpoint(by: next) != nil)
    let report = try await AuditVerifier.report(on: bench.store)
    let fingerprints = try [first, second].map { try $0.publicKey.fingerprint() }
    #expect(report.checkpoints == 4)
    #expect(report.keys.map(\.fingerprint) == fingerprints)
    #expect(report.keys.map(\.ground) == [.first, .vouched(by: fingerprints[0])])
    #expect(
      try await AuditVerifier.report(on: bench.store, trusting: [fingerprints[0]]).keys.map(\.ground) == [
        .trusted, .vouched(by: fingerprints[0]),
      ])
    // Who knows the second key only learns that nobody he knows vouches for the first.
    await expectBroken(at: 3, .auditKeyUnknown) {
      try await AuditVerifier.report(on: bench.store, trusting: [fingerprints[1]])
    }
  }

  @Test func `ST-06 a key for which none vouches, since that is lost, is told and then believed by name`()
    async throws
  {
    let (first, signer) = try bench.signer()
    try await bench.write(1)
    _ = try await bench.log.checkpoint(by: signer)
    let (second, afterLoss) = try bench.signer()
    try await bench.write(1)
    _ = try await bench.otherProcess().checkpoint(by: afterLoss)
    await expectBroken(at: 6, .auditKeyUnknown) { try await AuditVerifier.report(on: bench.store) }
    let both = try Set([first, second].map { try $0.publicKey.fingerprint() })
    #expect(
      try await AuditVerifier.report(on: bench.store, trusting: both).keys.map(\.ground) == [
        .trusted, .trusted,
      ])
  }

  @Test func `ST-06 a voucher that another key wrote is none`() async throws {
    let (_, signer) = try bench.signer()
    try await bench.write(1)
    _ = try await bench.log.checkpoint(by: signer)
    let (stranger, _) = try bench.signer()
    let (_, next) = try bench.signer(replacing: stranger)
    try await bench.write(1)
    _ = try await bench.otherProcess().checkpoint(by: next)
    await expectBroken(at: 6, .auditKeyUnknown) { try await AuditVerifier.report(on: bench.store) }
    let altered = try await bench.rewritten(from: 6) { event in
      event.facts["replaces"] = signer.publicKey.subjectPublicKeyInfo.description
    }
    await expectBroken(at: 6, .auditKeyUnknown) { try await AuditVerifier.report(on: altered) }
  }

  @Test func keysOfOtherKindsSignNoCheckpoints() throws {
    let rsa = try PrivateKey.generateRSA(bits: 2_048)
    let key = try PrivateKey.generateP256()
    #expect(throws: CPSError(.configurationInvalid)) { try CheckpointSigner(rsa) }
    #expect(throws: CPSError(.configurationInvalid)) { try CheckpointSigner(key, replacing: rsa) }
    #expect(throws: CPSError(.configurationInvalid)) { try CheckpointSigner(key, replacing: key) }
  }
}
