import CPSCard
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CardReaders
import SmartCard
import TestSupport
import Testing
import VirtualCPS

/// Two readers, two processes, and a daemon that dies: under the real resource manager.
@Suite struct TwoReadersTests {
  private let cache = MemoryCardPublicDataCache()

  /// The serial of the card in each reader.
  private func serials(in bench: LoginBench) async throws -> [String] {
    var serials: [String] = []
    for name in bench.daemon.readerNames {
      serials.append(try await CardInspection.serial(on: bench.connection(to: name)).digits)
    }
    return serials
  }

  @Test func `HR-18 cards exchanged between two readers are known by their serials`() async throws {
    try await LoginBench.use { bench in
      let cards = try ["physician", "nurse"].map { try LoginBench.card(of: $0) }
      let first = try await bench.insert(cards[0])
      let second = try await bench.insert(cards[1], slot: 1)
      let before = try await serials(in: bench)
      let prepared = try await CardLogin.prepare(
        on: bench.connection(), cache: cache, environment: .synthetic)
      #expect(prepared.serial.digits == before[0])
      try await bench.remove(first)
      try await bench.remove(second, slot: 1)
      let third = try await bench.insert(cards[1])
      let fourth = try await bench.insert(cards[0], slot: 1)
      #expect(try await serials(in: bench) == before.reversed())
      // The reader is the same, the card is not: its PIN stays here.
      await #expect(throws: CPSError(.cardChanged)) {
        try await LoginBench.authenticate(prepared, on: bench.connection(), cache: cache)
      }
      // And the same card in the other reader is the same card.
      let elsewhere = try bench.connection(to: bench.daemon.readerNames[1])
      let again = try await CardLogin.prepare(on: elsewhere, cache: cache, environment: .synthetic)
      #expect(again.serial == prepared.serial)
      _ = try await LoginBench.authenticate(again, on: elsewhere, cache: cache)
      try await bench.remove(third)
      try await bench.remove(fourth, slot: 1)
    }
  }

  @Test func `CC-01 a wrong PIN of one process costs the other nothing`() async throws {
    try await LoginBench.use { bench in
      let recorder = ExchangeRecorder()
      let card = try LoginBench.card(of: "physician", recorder: recorder)
      let link = try await bench.insert(card)
      let program = try BuiltProduct.path("killed-login")
      let logins = try (0..<2).map { _ in
        try ChildProcess(
          program, [bench.daemon.readerName], environment: bench.daemon.environment, input: .open)
      }
      for login in logins { try await login.waitForOutput("prepared") }
      try logins[0].send("9999\n")
      _ = try await logins[0].wait()
      try logins[1].send("1234\n")
      _ = try await logins[1].wait()
      #expect(logins.map(\.standardOutput) == ["prepared\npin.wrong\n", "prepared\nsigned\n"])
      #expect(recorder.lines.count { $0.hasPrefix("> 0020") } == 2)
      try await bench.remove(link)
    }
  }

  @Test(arguments: [("1234", UInt8(3)), ("9999", 2)])
  func `HR-02 after the daemon died in VERIFY the same card tells what it cost before the next entry`(
    pin: String, left: UInt8
  ) async throws {
    try await LoginBench.use { bench in
      let recorder = ExchangeRecorder(keepingLines: true) { line in
        if line.hasPrefix("> 0020") { bench.daemon.kill() }
      }
      let card = try LoginBench.card(of: "physician", recorder: recorder)
      let lost = try await bench.insert(card)
      let connection = try bench.connection()
      let prepared = try await CardLogin.prepare(on: connection, cache: cache, environment: .synthetic)
      await #expect(throws: CPSError(.pinStateUnknown)) {
        try await LoginBench.authenticate(prepared, on: connection, pin: pin, cache: cache)
      }
      #expect(recorder.lines.count { $0.hasPrefix("> 0020") } == 1)
      await lost.stop()
      try await bench.daemon.launch()
      // The same card, in a reader of a daemon that knows nothing of what was.
      let quiet = try VirtualCard(card.image)
      let link = try await bench.insert(quiet)
      let again = try await CardLogin.prepare(on: connection, cache: cache, environment: .synthetic)
      #expect(again.serial == prepared.serial)
      #expect(again.pinStatus.triesLeft == Int(left))
      _ = try await LoginBench.authenticate(again, on: connection, cache: cache)
      #expect(quiet.image.pins.first { $0.number == 1 }?.triesLeft == 3)
      try await bench.remove(link)
    }
  }
}
