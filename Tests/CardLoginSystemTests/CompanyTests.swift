import CPSCard
import CPSProof
import CardReaders
import SmartCard
import TestSupport
import Testing
import VirtualCPS

/// Everything that may look at a card, at the same time.
@Suite struct CompanyTests {
  /// Rounds of a login and an inspection while a monitor watches.
  private static let rounds = 5

  @Test func `CC-08 a monitor, logins and inspections do not stand in each other's way`() async throws {
    try await LoginBench.use { bench in
      let link = try await bench.insert(LoginBench.card(of: "physician"))
      let watching = Task {
        var events = 0
        for try await _ in ReaderMonitor() { events += 1 }
        return events
      }
      async let logins = Self.logins(in: bench)
      async let inspections = Self.inspections(in: bench)
      #expect(try await logins == Self.rounds)
      #expect(try await inspections == Self.rounds)
      watching.cancel()
      _ = await watching.result
      try await bench.remove(link)
    }
  }

  private static func logins(in bench: LoginBench) async throws -> Int {
    let cache = MemoryCardPublicDataCache()
    var count = 0
    for _ in 0..<rounds {
      let connection = try bench.connection(patience: .seconds(30))
      let prepared = try await CardLogin.prepare(on: connection, cache: cache, environment: .synthetic)
      _ = try await LoginBench.authenticate(prepared, on: connection, cache: cache)
      count += 1
    }
    return count
  }

  private static func inspections(in bench: LoginBench) async throws -> Int {
    var count = 0
    for _ in 0..<rounds {
      let connection = try bench.connection(patience: .seconds(30))
      let contents = try await CardInspection.contents(on: connection)
      if contents.pinStatus.triesLeft == 3 { count += 1 }
    }
    return count
  }
}
