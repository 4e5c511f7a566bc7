import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import Foundation
import HTTPTestSupport
import Logging
import OpenSSLKit
import SyntheticIGC
import TestSupport
import Testing

@testable import CPSAuthServerCLI

/// What an administrator decides about cards, beside the authorities: hardened rules and a register.
@Suite struct ServerTrustTests {
  private let folder: ServerFolder
  private let clock = ManualClock(SyntheticTree.fixtureMoment)
  private let lines = CollectingLog.Lines()

  init() throws { folder = try ServerFolder() }

  private func assemble(_ trust: [String]) async throws -> ServerAssembly {
    let lines = lines
    let path = try folder.configuration(
      audience: "https://service.example", listen: ["address: 127.0.0.1:0"], trust: trust)
    return try await ServerAssembly(
      ServerConfiguration(file: path), clock: clock, random: SystemRandomSource(),
      logger: Logger(label: "test") { _ in CollectingLog(lines) })
  }

  private func logIn(_ card: String, to assembly: ServerAssembly) async throws -> (status: Int, code: String?)
  {
    let lines = lines
    let transport = InProcessTransport(
      responder: assembly.responder, logger: Logger(label: "test") { _ in CollectingLog(lines) })
    let station = try TestWorkstation(
      audience: Audience("https://service.example"), transport: transport, clock: clock)
    let answer = try await station.login(with: FixtureCard(card))
    return (answer.status, answer.code)
  }

  private func write(register persons: [String], made: String) throws {
    let text =
      "cpsauth-register 1\nmade \(made)\ncovers rpps adeli\n" + persons.map { $0 + "\n" }.joined()
      + "end \(persons.count)\n"
    try Data(text.utf8).write(to: URL(filePath: folder.folder.path("register")))
  }

  @Test func `rule 27 a register that is configured decides at each login, and is read again`() async throws {
    try write(register: ["899900123011"], made: "2026-11-21T06:00:00Z")
    let assembly = try await assemble(["register: {file: register, limit: 24h}"])
    #expect(try await logIn("physician", to: assembly).status == 201)
    let stranger = try await logIn("pharmacist", to: assembly)
    #expect(stranger.status == 403)
    #expect(stranger.code == "trust.not-entitled")
    try write(register: ["899900123011 struck off", "899900123029"], made: "2026-11-21T07:00:00Z")
    try #require(assembly.reloader).reload()
    #expect(try await logIn("physician", to: assembly).code == "trust.not-entitled")
    #expect(try await logIn("pharmacist", to: assembly).status == 201)
  }

  @Test func `CA-13 a register that is broken is told, and the one in use stays`() async throws {
    try write(register: ["899900123011"], made: "2026-11-21T06:00:00Z")
    let assembly = try await assemble(["register: {file: register}"])
    try Data("broken".utf8).write(to: URL(filePath: folder.folder.path("register")))
    try #require(assembly.reloader).reload()
    #expect(lines.all.contains("trust.register-refused"))
    #expect(try await logIn("physician", to: assembly).status == 201)
  }

  @Test func `rule 27 a register past its limit refuses everybody, and the log says so`() async throws {
    try write(register: ["899900123011"], made: "2026-11-19T06:00:00Z")
    let assembly = try await assemble(["register: {file: register, limit: 24h}"])
    #expect(lines.all.contains("stale"))
    let answer = try await logIn("physician", to: assembly)
    #expect(answer.status == 503)
    #expect(answer.code == "trust.register-stale")
  }

  @Test func `a register that cannot be read keeps a server from starting`() async throws {
    await #expect(throws: CPSError(.inputMissing)) {
      try await assemble(["register: {file: register}"])
    }
    try Data("broken".utf8).write(to: URL(filePath: folder.folder.path("register")))
    await #expect(throws: CPSError(.registerRefused)) {
      try await assemble(["register: {file: register}"])
    }
  }

  /// The compact card of the fixtures leaves its policy out, which alarms until the administrator hardens it.
  @Test func `rule 11 a rule that is hardened by name refuses`() async throws {
    #expect(try await logIn("compact", to: try await assemble([])).status == 201)
    let hardened = try await assemble(["harden: [policy]"])
    #expect(try await logIn("compact", to: hardened).code == "trust.profile-deviation")
    #expect(try await logIn("physician", to: hardened).status == 201)
  }
}
