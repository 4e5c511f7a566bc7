import CPSCard
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit
import SmartCard
import Testing
import VirtualCPS

/// Cards of the other generations behind the real resource manager, which negotiates their protocol.
@Suite struct GenerationTests {
  private static let budget = CardBudget(exchanges: 20, bytes: 2_000)

  /// The protocol in force in a transaction through the resource manager.
  private static func negotiated(on connection: some CardConnection) async throws -> TransmissionProtocol {
    try await connection.transaction(budget: budget, deadline: .seconds(10)) { channel throws(CPSError) in
      channel.transmissionProtocol
    }
  }

  @Test(arguments: [
    ("cps4", VirtualCardGeneration.cps4, TransmissionProtocol.t1), ("cps4-t0", .cps4T0, .t0),
    ("cps4-rc", .cps4ReleaseCandidate, .t1),
  ])
  func `a CPS4 is negotiated as it offers, and signs by RSASSA-PSS`(
    name: String, generation: VirtualCardGeneration, wire: TransmissionProtocol
  ) async throws {
    try await LoginBench.use { bench in
      let cache = MemoryCardPublicDataCache()
      let recorder = ExchangeRecorder()
      let card = try LoginBench.card(of: name, generation, recorder: recorder)
      let link = try await bench.insert(card)
      let connection = try bench.connection()
      #expect(try await Self.negotiated(on: connection) == wire)
      let prepared = try await CardLogin.prepare(on: connection, cache: cache, environment: .synthetic)
      let login = try await LoginBench.authenticate(prepared, on: connection, cache: cache)
      let key = try Certificate(der: login.unverifiedCertificate).publicKey
      let message = try LoginBench.transcript(login.unverifiedCertificate, login.algorithm).bytes
      #expect(login.algorithm == .ps256)
      #expect(try key.isValid(signature: login.signature, for: message, algorithm: .ps256))
      #expect(recorder.lines.filter { $0.hasPrefix("> 01200001") && $0.hasSuffix("**") }.count == 1)
      #expect(recorder.lines.contains { $0.hasPrefix("> 01c0") } == (wire == .t0))
      #expect(card.image.pins[0].triesLeft == 3)
      try await bench.remove(link)
    }
  }

  @Test func `a CPS3 without contact is negotiated as T=1, and refused before any PIN`() async throws {
    try await LoginBench.use { bench in
      let recorder = ExchangeRecorder()
      let link = try await bench.insert(
        LoginBench.card(of: "contactless", .cps3Contactless, recorder: recorder))
      let connection = try bench.connection()
      #expect(try await Self.negotiated(on: connection) == .t1)
      let cache = MemoryCardPublicDataCache()
      await #expect(throws: CPSError(.cardContactless)) {
        try await CardLogin.prepare(on: connection, cache: cache, environment: .synthetic)
      }
      #expect(!recorder.lines.contains { $0.hasPrefix("> 0020") || $0.hasPrefix("> 0120") })
      try await bench.remove(link)
    }
  }

  @Test(arguments: ForeignCard.allCases)
  func `HC-31 a card of another kind is named so within four commands`(foreign: ForeignCard) async throws {
    try await LoginBench.use { bench in
      let recorder = ExchangeRecorder()
      let link = try await bench.insert(VirtualCard(foreign.image, recorder: recorder))
      let connection = try bench.connection()
      let cache = MemoryCardPublicDataCache()
      await #expect(throws: CPSError(.notACPS)) {
        try await CardLogin.prepare(on: connection, cache: cache, environment: .synthetic)
      }
      // The guard of the tests asks for the serial number in two ways, of which each ends at its first command.
      #expect(recorder.count.exchanges <= 4 + 2)
      #expect(!recorder.lines.contains { $0.hasPrefix("> 0020") || $0.hasPrefix("> 0120") })
      try await bench.remove(link)
    }
  }
}
