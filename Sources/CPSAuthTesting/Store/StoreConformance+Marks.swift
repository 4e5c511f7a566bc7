internal import CPSAuth
internal import CPSPrimitives

extension StoreConformance {
  private static let noon = Timestamp(secondsSince1970: 1_800_000_000)
  private static let takers = 64

  private static func mark(
    _ byte: UInt8, _ kind: OneTimeMark.Kind = .challenge, epoch: StoreEpoch? = nil
  ) -> OneTimeMark {
    OneTimeMark(
      kind: kind, digest: [UInt8](repeating: byte, count: 32), expiry: noon + .seconds(60), epoch: epoch)
  }

  static let markChecks: [StoreConformance] = [
    StoreConformance("CA-03 a mark is taken once, whatever the kind of the other") { state in
      let store = try await state.open()
      try require(try await store.take(mark(1), at: noon), is: .taken, "first taking")
      try require(try await store.take(mark(1), at: noon), is: .alreadyTaken, "second taking")
      try require(try await store.take(mark(1, .possession), at: noon), is: .taken, "other kind")
      try require(try await store.take(mark(2), at: noon), is: .taken, "other mark")
    },
    StoreConformance("CC-04 of many who take one mark at once, one has it") { state in
      let stores = [try await state.open(), try await state.open()]
      let epoch = try await stores[1].epoch()
      for round in UInt8(0)..<16 {
        let outcomes = try await withThrowingTaskGroup(of: TakeOutcome.self) { group in
          for taker in 0..<takers {
            group.addTask { try await stores[taker % 2].take(mark(round, epoch: epoch), at: noon) }
          }
          return try await group.reduce(into: []) { $0.append($1) }
        }
        try require(outcomes.count { $0 == .taken }, is: 1, "winners of round \(round)")
        try require(outcomes.count { $0 == .alreadyTaken }, is: takers - 1, "losers of round \(round)")
      }
    },
    StoreConformance("a mark of the present epoch is taken, one of another is not") { state in
      let store = try await state.open()
      let present = try await store.epoch()
      let other = try StoreEpoch(present.bytes.map { ~$0 })
      try require(try await store.take(mark(1, epoch: other), at: noon), is: .forgotten, "other epoch")
      try require(try await store.take(mark(1, epoch: present), at: noon), is: .taken, "present epoch")
    },
    StoreConformance("ST-09 opening a durable state again begins a new epoch and forgets no mark") { state in
      guard state.isDurable else { return }
      let first = try await state.open()
      let epoch = try await first.epoch()
      try require(try await first.take(mark(1), at: noon), is: .taken, "before")
      let second = try await state.open()
      try require(try await second.epoch() == epoch, is: false, "same epoch after opening again")
      try require(try await second.take(mark(1), at: noon), is: .alreadyTaken, "after")
      try require(try await second.take(mark(2, epoch: epoch), at: noon), is: .forgotten, "old epoch")
      try require(try await first.epoch() == second.epoch(), is: true, "one state has one epoch")
    },
    StoreConformance("FT-03 what was taken is not free again when the clock jumped a day and back") { state in
      let store = try await state.open()
      try require(try await store.take(mark(1), at: noon), is: .taken, "before")
      let tomorrow = noon + .seconds(86_400)
      for number in 0..<3_000 {
        let digest = [UInt8(number >> 8), UInt8(number & 0xFF)] + [UInt8](repeating: 0xA5, count: 30)
        let later = OneTimeMark(
          kind: .possession, digest: digest, expiry: tomorrow + .seconds(60), epoch: nil)
        try require(try await store.take(later, at: tomorrow), is: .taken, "mark \(number) of tomorrow")
      }
      try require(try await store.take(mark(1), at: noon) == .taken, is: false, "taken again")
    },
  ]
}
