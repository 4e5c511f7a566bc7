internal import CPSAuth
internal import CPSPrimitives

extension StoreConformance {
  private static let noon = Timestamp(secondsSince1970: 1_800_000_000)
  private static let racers = 200

  private static func bytes(_ number: Int, _ kind: UInt8) -> [UInt8] {
    [UInt8(truncatingIfNeeded: number >> 8), UInt8(truncatingIfNeeded: number)]
      + [UInt8](repeating: kind, count: 30)
  }

  private static func charge(
    _ unit: Int, on key: Int = 1, limit: Int, window: Duration = .seconds(60), since: Timestamp? = nil
  ) -> QuotaCharge {
    QuotaCharge(
      key: bytes(key, 0xAA), unit: bytes(unit, 0x55), window: window, limit: limit, since: since)
  }

  /// A store that charges one unit after the other, at seconds after noon.
  private struct Account {
    let store: any AuthStore

    func charge(_ charges: QuotaCharge..., at second: Int = 0) async throws -> QuotaOutcome {
      try await store.charge(charges, at: noon + .seconds(second))
    }
  }

  static let quotaChecks: [StoreConformance] = [
    StoreConformance(
      "CL-04 of two hundred who charge one account at once, as many as have room are counted"
    ) { state in
      let stores = [try await state.open(), try await state.open()]
      for (round, limit) in [1, 1, 1, 7].enumerated() {
        let outcomes = try await withThrowingTaskGroup(of: QuotaOutcome.self) { group in
          for racer in 0..<racers {
            group.addTask {
              try await stores[racer % 2].charge([charge(racer, on: round, limit: limit)], at: noon)
            }
          }
          return try await group.reduce(into: []) { $0.append($1) }
        }
        for place in 1...limit {
          try require(
            outcomes.count { $0 == .admitted(used: [place], held: []) }, is: 1, "place \(place) of \(limit)")
        }
        let refused = QuotaOutcome.exceeded(index: 0, used: limit, retryAt: noon + .seconds(60))
        try require(outcomes.count { $0 == refused }, is: racers - limit, "refusals of round \(round)")
      }
    },
    StoreConformance("charges that are made together are counted all or none") { state in
      let account = Account(store: try await state.open())
      try require(try await account.charge(), is: .admitted(used: [], held: []), "nothing to count")
      try require(
        try await account.charge(charge(1, on: 2, limit: 1)), is: .admitted(used: [1], held: []),
        "the second account")
      let full = QuotaOutcome.exceeded(index: 1, used: 1, retryAt: noon + .seconds(60))
      try require(
        try await account.charge(
          charge(2, on: 1, limit: 1), charge(2, on: 2, limit: 1), charge(2, on: 3, limit: 1), at: 1),
        is: full, "the second of three has no room")
      for key in [1, 3] {
        try require(
          try await account.charge(charge(3, on: key, limit: 1), at: 2), is: .admitted(used: [1], held: []),
          "account \(key) was left alone")
      }
      try require(
        try await account.charge(charge(1, on: 2, limit: 1), charge(4, on: 4, limit: 9), at: 3),
        is: .admitted(used: [1, 1], held: [0]), "together, where the one unit is known")
    },
    StoreConformance("a unit counts once, moves to its last moment, and leaves with the window") { state in
      let account = Account(store: try await state.open())
      try require(
        try await account.charge(charge(1, limit: 2), at: 0), is: .admitted(used: [1], held: []), "one")
      try require(
        try await account.charge(charge(2, limit: 2), at: 10), is: .admitted(used: [2], held: []), "two")
      try require(
        try await account.charge(charge(1, limit: 2), at: 20), is: .admitted(used: [2], held: [0]),
        "again")
      try require(
        try await account.charge(charge(3, limit: 2), at: 30),
        is: .exceeded(index: 0, used: 2, retryAt: noon + .seconds(70)), "the second leaves first")
      try require(
        try await account.charge(charge(3, limit: 1), at: 30),
        is: .exceeded(index: 0, used: 2, retryAt: noon + .seconds(80)), "under a lower limit both must leave")
      try require(
        try await account.charge(charge(3, limit: 2), at: 69),
        is: .exceeded(index: 0, used: 2, retryAt: noon + .seconds(70)), "what was refused does not count")
      try require(
        try await account.charge(charge(3, limit: 2), at: 70), is: .admitted(used: [2], held: []), "room")
      try require(
        try await account.charge(charge(4, on: 2, limit: 1), at: 70), is: .admitted(used: [1], held: []),
        "another key")
    },
    StoreConformance("a clock that goes back gives nobody more room") { state in
      let account = Account(store: try await state.open())
      try require(
        try await account.charge(charge(1, limit: 2), at: 50), is: .admitted(used: [1], held: []), "one")
      try require(
        try await account.charge(charge(2, limit: 2), at: 0), is: .admitted(used: [2], held: []), "earlier")
      try require(
        try await account.charge(charge(1, limit: 2), at: 1), is: .admitted(used: [2], held: [0]),
        "again")
      try require(
        try await account.charge(charge(3, limit: 2), at: 2),
        is: .exceeded(index: 0, used: 2, retryAt: noon + .seconds(60)), "the first kept its later moment")
      try require(
        try await account.charge(charge(3, limit: 2), at: 60), is: .admitted(used: [2], held: []), "room")
      try require(
        try await account.charge(charge(4, limit: 2), at: 61),
        is: .exceeded(index: 0, used: 2, retryAt: noon + .seconds(110)), "and leaves by it")
    },
    StoreConformance("what was counted before a confirmation is not counted after it") { state in
      let account = Account(store: try await state.open())
      for unit in 1...2 {
        try require(
          try await account.charge(charge(unit, limit: 2), at: unit), is: .admitted(used: [unit], held: []),
          "before")
      }
      let since = noon + .seconds(2)
      try require(
        try await account.charge(charge(3, limit: 2, since: since), at: 3),
        is: .admitted(used: [2], held: []),
        "what was counted at that very moment stays")
      try require(
        try await account.charge(charge(1, limit: 2, since: since), at: 4),
        is: .exceeded(index: 0, used: 2, retryAt: noon + .seconds(62)), "a unit of before is a new one")
      try require(
        try await account.charge(charge(1, limit: 3), at: 5), is: .admitted(used: [3], held: [0]),
        "and still counts where nothing was confirmed")
    },
    StoreConformance("a unit that is taken back has its room again, and the others stay") { state in
      let account = Account(store: try await state.open())
      for unit in 1...2 { _ = try await account.charge(charge(unit, limit: 2)) }
      try await account.store.release([])
      try await account.store.release([
        charge(1, limit: 2).quotaUnit, charge(9, limit: 2).quotaUnit, charge(2, on: 9, limit: 2).quotaUnit,
      ])
      try require(
        try await account.charge(charge(3, limit: 2)), is: .admitted(used: [2], held: []), "its room")
      try require(
        try await account.charge(charge(1, limit: 2)),
        is: .exceeded(index: 0, used: 2, retryAt: noon + .seconds(60)), "it is a new one")
    },
    StoreConformance("what others had counted, or count since, is told apart from what a call added") {
      state in
      let account = Account(store: try await state.open())
      try require(
        try await account.charge(charge(1, limit: 2), at: 0), is: .admitted(used: [1], held: []), "new")
      try require(
        try await account.charge(charge(1, limit: 2), charge(2, on: 2, limit: 1), at: 10),
        is: .admitted(used: [1, 1], held: [0]), "one that was there, one that is new")
      try await account.store.release([charge(2, on: 2, limit: 1).quotaUnit(countedAt: noon + .seconds(10))])
      try require(
        try await account.charge(charge(3, on: 2, limit: 1), at: 11), is: .admitted(used: [1], held: []),
        "the new one was taken back")
      try require(
        try await account.charge(charge(1, limit: 2, since: noon + .seconds(20)), at: 21),
        is: .admitted(used: [1], held: [0]), "what a confirmation leaves out was there as well")
      try require(
        try await account.charge(charge(3, on: 2, limit: 1), at: 30),
        is: .admitted(used: [1], held: [0]), "counted again")
      try await account.store.release([charge(3, on: 2, limit: 1).quotaUnit(countedAt: noon + .seconds(11))])
      try require(
        try await account.charge(charge(4, on: 2, limit: 1), at: 31),
        is: .exceeded(index: 0, used: 1, retryAt: noon + .seconds(90)), "what was counted again stays")
      try require(
        try await account.charge(charge(3, on: 2, limit: 1), at: 90), is: .admitted(used: [1], held: []),
        "what has left its window is new")
    },
    StoreConformance("accounts outlive the store that counted, where the state is durable") { state in
      guard state.isDurable else { return }
      _ = try await state.open().charge([charge(1, limit: 1)], at: noon)
      try require(
        try await state.open().charge([charge(2, limit: 1)], at: noon),
        is: .exceeded(index: 0, used: 1, retryAt: noon + .seconds(60)), "after opening again")
    },
    StoreConformance("accounts of long ago make room, those of now stay") { state in
      let store = try await state.open()
      let later = noon + .seconds(86_400)
      _ = try await store.charge([charge(1, limit: 1, window: .seconds(2 * 86_400))], at: noon)
      // More calls, and more charges, than a store waits for before it sweeps.
      for call in 1...300 {
        let charges = (0..<20).map { charge($0, on: 20 * call + $0, limit: 1) }
        let all = [Int](repeating: 1, count: charges.count)
        try require(
          try await store.charge(charges, at: later), is: .admitted(used: all, held: []), "call \(call)")
      }
      try require(
        try await store.charge([charge(9, limit: 1, window: .seconds(2 * 86_400))], at: later),
        is: .exceeded(index: 0, used: 1, retryAt: noon + .seconds(2 * 86_400)), "what its window still holds")
    },
  ]
}
