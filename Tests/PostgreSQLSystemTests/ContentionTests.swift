import CPSAuth
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit
import TestSupport
import Testing

@testable import CPSAuthPostgres

/// Many who want the same rows at once, in every order: all are served, none is sent away to break a deadlock.
@Suite struct ContentionTests {
  private let noon = Timestamp(secondsSince1970: 1_800_000_000)

  private func session(_ number: UInt8) -> StoredSession {
    StoredSession(
      tokenHash: [UInt8](repeating: number, count: 32), reference: "r\(number)", holder: "h\(number % 3)",
      card: "c\(number % 5)", workstation: "w\(number % 7)", service: "s", sealedContent: [number],
      openedAt: noon, endsAt: noon + .seconds(60), lastSeenAt: noon)
  }

  @Test(.timeLimit(.minutes(3)))
  func `sessions that many end at once, by different marks, end once each`() async throws {
    let database = try await SharedDatabase()
    let stores = [try await database.open(), try await database.open()]
    for round in 0..<8 {
      let sessions = (0..<60).map { session(UInt8($0)) }
      try await database.query("TRUNCATE cpsauth.session")
      for session in sessions { try await stores[0].insert(session) }
      let selections = (0..<7).flatMap {
        [
          SessionSelection.holder("h\($0)"), .card("c\($0)"), .workstation("w\($0)"), .everyCard,
          .service("s"),
        ]
      }
      let ended = try await withThrowingTaskGroup(of: Int.self) { group in
        for (index, selection) in selections.enumerated() {
          group.addTask {
            try await stores[index % 2].endSessions(selection, SessionEnd(.administrator, at: noon))
          }
        }
        return try await group.reduce(0, +)
      }
      #expect(ended == sessions.count, "round \(round)")
    }
  }

  @Test(.timeLimit(.minutes(3)))
  func `old sessions that many forget at once are no obstacle`() async throws {
    let database = try await SharedDatabase()
    let stores = [try await database.open(), try await database.open()]
    for number in UInt8(0)..<100 { try await stores[0].insert(session(number)) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in UInt8(100)..<164 {
        group.addTask {
          var later = session(number)
          later.lastSeenAt = noon + .seconds(86_400)
          try await stores[Int(number) % 2].insert(later)
        }
      }
      try await group.waitForAll()
    }
    let left = try await database.query(
      "SELECT count(*) FROM cpsauth.session WHERE last_seen_at = \(noon.millisecondsSince1970)")
    #expect(left == "0")
  }

  @Test(.timeLimit(.minutes(3)))
  func `accounts that many charge and release in every order never wait for each other`() async throws {
    let database = try await SharedDatabase()
    let stores = [try await database.open(), try await database.open()]
    func name(_ number: Int) -> [UInt8] { [UInt8](repeating: UInt8(number), count: 32) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for caller in 0..<64 {
        group.addTask {
          let store = stores[caller % 2]
          // Each begins with another account, and half of them go the other way round.
          let keys = (0..<6).map { ($0 * (caller % 4 < 2 ? 1 : 5) + caller) % 6 }
          let charges = keys.map {
            QuotaCharge(key: name($0), unit: name(caller), window: .seconds(60), limit: 1_000)
          }
          guard case .admitted = try await store.charge(charges, at: noon) else {
            throw TestSupportError("refused")
          }
          try await store.release(charges.reversed().map(\.quotaUnit))
        }
      }
      try await group.waitForAll()
    }
    #expect(try await database.query("SELECT count(*) FROM cpsauth.quota") == "0")
  }

  @Test(.timeLimit(.minutes(3)))
  func `ST-12 two services write one chain`() async throws {
    let database = try await SharedDatabase()
    let stores = [try await database.open(), try await database.open()]
    let clock = ManualClock(noon)
    let logs = stores.map { AuditLog(store: $0, clock: clock, random: SystemRandomSource()) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<200 {
        group.addTask { try await logs[number % 2].record(AuditEvent(.logout)) }
      }
      try await group.waitForAll()
    }
    // The genesis besides.
    #expect(try await AuditVerifier.verify(stores[0])?.sequence == 201)
  }
}
