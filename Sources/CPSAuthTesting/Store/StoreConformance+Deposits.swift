internal import CPSAuth
internal import CPSPrimitives

extension StoreConformance {
  private static let noon = Timestamp(secondsSince1970: 1_800_000_000)
  private static let takers = 64

  private static func item(_ byte: UInt8, _ content: [UInt8] = Array(0...255)) -> OneTimeDeposit {
    OneTimeDeposit(
      kind: .approval, digest: [UInt8](repeating: byte, count: 32), content: content,
      expiry: noon + .seconds(60))
  }

  private static func withdraw(
    _ byte: UInt8, from store: any AuthStore, after seconds: Int = 0
  ) async throws -> OneTimeDeposit? {
    try await store.withdraw(.approval, digest: item(byte).digest, at: noon + .seconds(seconds))
  }

  static let depositChecks: [StoreConformance] = [
    StoreConformance("a deposit is given out once, as it was left, in every store of the state") { state in
      let stores = [try await state.open(), try await state.open()]
      for (depositor, other) in [(0, 1), (1, 0)] {
        try await stores[depositor].deposit(item(1), at: noon)
        try require(try await withdraw(2, from: stores[other]), is: nil, "another digest")
        try require(try await withdraw(1, from: stores[other]), is: item(1), "the deposit")
        try require(try await withdraw(1, from: stores[depositor]), is: nil, "given out already")
      }
    },
    StoreConformance("a deposit replaces what lay in its place") { state in
      let store = try await state.open()
      try await store.deposit(item(1), at: noon)
      try await store.deposit(item(1, [7]), at: noon)
      try require(try await withdraw(1, from: store), is: item(1, [7]), "the later one")
      try require(try await withdraw(1, from: store), is: nil, "the earlier one")
    },
    StoreConformance("a deposit is nobody's from its expiry on") { state in
      let store = try await state.open()
      try await store.deposit(item(1), at: noon)
      try await store.deposit(item(2), at: noon)
      try require(try await withdraw(1, from: store, after: 59), is: item(1), "in time")
      try require(try await withdraw(2, from: store, after: 60), is: nil, "at its end")
      try require(try await withdraw(2, from: store), is: nil, "when the clock has gone back")
    },
    StoreConformance("CC-04 of many who withdraw one deposit at once, one has it") { state in
      let stores = [try await state.open(), try await state.open()]
      for round in UInt8(0)..<8 {
        try await stores[0].deposit(item(round), at: noon)
        let found = try await withThrowingTaskGroup(of: OneTimeDeposit?.self) { group in
          for taker in 0..<takers {
            group.addTask { try await withdraw(round, from: stores[taker % 2]) }
          }
          return try await group.reduce(0) { $0 + ($1 == nil ? 0 : 1) }
        }
        try require(found, is: 1, "winners of round \(round)")
      }
    },
    StoreConformance("ST-09 opening a durable state again leaves no deposit of before") { state in
      guard state.isDurable else { return }
      let first = try await state.open()
      try await first.deposit(item(1), at: noon)
      let second = try await state.open()
      try require(try await withdraw(1, from: second), is: nil, "of the earlier epoch")
      try await second.deposit(item(1), at: noon)
      try require(try await withdraw(1, from: first), is: item(1), "of the present epoch")
    },
  ]
}
