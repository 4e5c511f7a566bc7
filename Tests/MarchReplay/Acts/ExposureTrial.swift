import CPSAuth
import CPSAuthSQLite
import CPSAuthSafeguards
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit
import TestSupport

/// Holds the exposure report of an act against what the robot really received.
struct ExposureTrial: Sendable {
  private static let pageLength = 1_024

  let service: ReplayService
  let world: ReplayWorld

  /// Verifies the log, counts, opens the list, and compares.
  ///
  /// - Throws: ``Diagnostic/auditBroken`` for a log that does not verify, and what reading it throws.
  func run(received: [InsuredNumber]) async throws -> ExposureFigures {
    try await LogFiller(service: service, world: world).fill(world.parameters.lookUpsInLog - received.count)
    let checkpoint = try await service.log.checkpoint(by: service.signer)
    let (verified, verifyTime) = try await timed {
      try await AuditVerifier.report(on: service.store, witnessed: [checkpoint].compactMap(\.self))
    }
    let (reading, countTime) = try await timed { try await read() }
    let (list, listTime) = try await timed { try await open(reading) }
    let truth = Set(received.map(\.text))
    let listed = Set(list.people.map(\.subject))
    let openssl = try await openWithOpenSSL(reading)
    return ExposureFigures(
      entries: Int(verified.entries), verifySeconds: verifyTime, lookUps: reading.lookUps,
      countSeconds: countTime, counted: reading.tally.summary().persons, listSeconds: listTime,
      received: truth.count, listed: listed.count, missing: truth.subtracting(listed).count,
      surplus: listed.subtracting(truth).count, unopened: list.unopenedCount,
      openedByOpenSSL: openssl.opened, isClosedToStrangers: openssl.isClosed)
  }

  /// What one reading of the log gives: the count, and the sealed keys.
  private struct Reading: Sendable {
    var tally: ExposureTally
    var opener: SubjectOpener
    var lookUps = 0
    /// The first segment: its number and its sealed key.
    var segment: (number: Int64, envelope: [UInt8])?
  }

  private func read() async throws -> Reading {
    let scope = try ExposureScope(
      from: ReplayService.beginning, until: ReplayService.beginning + ActStage.span + .seconds(1),
      actors: Set(try AccountCredential.leaked.map { try ExposureActor("account:\($0.account)") }))
    var reading = Reading(
      tally: ExposureTally(of: scope),
      opener: try SubjectOpener(as: world.officer.certificate, with: world.officer.key))
    try await eachEntry { entry in
      reading.tally.add(entry)
      reading.opener.note(entry)
      if entry.event.kind == .decision { reading.lookUps += 1 }
      if reading.segment == nil, let found = entry.segmentEnvelope {
        reading.segment = (found.segment, found.envelope)
      }
      return true
    }
    return reading
  }

  private func open(_ reading: Reading) async throws -> ExposureList {
    var list = ExposureList(of: reading.tally, with: reading.opener)
    try await eachEntry { entry in
      try list.add(entry)
      return true
    }
    return list
  }

  /// The way of an officer without this software: the key of the first segment by `openssl cms`, then what it opens.
  private func openWithOpenSSL(_ reading: Reading) async throws -> (opened: Int, isClosed: Bool) {
    guard let segment = reading.segment else { return (0, false) }
    let recovered = try await decrypt(segment.envelope, as: world.officer)
    let refused = try await decrypt(segment.envelope, as: SealOfficer(9, key: .generateRSA(bits: 2_048)))
    guard recovered.isSuccess else { return (0, !refused.isSuccess) }
    let key = try SecretBytes(copying: recovered.bytes)
    var list = ExposureList(of: reading.tally, with: try SubjectOpener(segment: segment.number, key: key))
    try await eachEntry { entry in
      try list.add(entry)
      return entry.event.segment ?? segment.number == segment.number
    }
    return (list.people.count, !refused.isSuccess)
  }

  private func decrypt(_ envelope: [UInt8], as officer: SealOfficer) async throws -> OpenSSLCommand.Answer {
    try await OpenSSLCommand.run(
      ["cms", "-decrypt", "-inform", "DER", "-in", "sealed", "-recip", "certificate", "-inkey", "key"],
      files: [
        "sealed": envelope,
        "certificate": Array(try officer.certificate.pem().utf8),
        "key": Array(try officer.key.pem().utf8),
      ])
  }

  /// Reads the log from its beginning until `body` says that it has enough.
  private func eachEntry(_ body: (AuditEntry) throws -> Bool) async throws {
    var last: Int64 = 0
    while true {
      let page = try await service.store.auditRecords(after: last, limit: Self.pageLength)
      guard let end = page.last else { return }
      for record in page where try !body(AuditEntry(encoded: record.content)) { return }
      last = end.sequence
    }
  }

  private func timed<Value>(_ body: () async throws -> Value) async throws -> (Value, Double) {
    let start = ContinuousClock.now
    let value = try await body()
    return (value, Double((ContinuousClock.now - start).milliseconds) / 1_000)
  }
}
