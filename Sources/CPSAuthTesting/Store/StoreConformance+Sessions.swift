internal import CPSAuth
internal import CPSPrimitives
internal import CPSProof

extension StoreConformance {
  private static let noon = Timestamp(secondsSince1970: 1_800_000_000)

  private static func session(
    _ byte: UInt8, holder: String = "899700245667", card: String? = "2800000001"
  ) -> StoredSession {
    StoredSession(
      tokenHash: [UInt8](repeating: byte, count: 32), holder: holder, card: card,
      sealedContent: Array(0...255), endsAt: noon + .seconds(14_400), lastSeenAt: noon)
  }

  private static func isEnded(_ byte: UInt8, in store: any AuthStore) async throws -> Bool? {
    try await store.session(withTokenHash: session(byte).tokenHash).map { $0.endedAt != nil }
  }

  static let sessionChecks: [StoreConformance] = [
    StoreConformance("a session comes back as it was put, in every store of the state") { state in
      let store = try await state.open()
      let account = session(2, holder: "account:é\u{1F600}'\"", card: nil)
      try await store.insert(session(1))
      try await store.insert(account)
      for reader in [store, try await state.open()] {
        try require(try await reader.session(withTokenHash: session(1).tokenHash), is: session(1), "card")
        try require(try await reader.session(withTokenHash: account.tokenHash), is: account, "account")
        try require(try await reader.session(withTokenHash: session(3).tokenHash), is: nil, "unknown token")
      }
    },
    StoreConformance("a token that exists is refused and changes nothing") { state in
      let store = try await state.open()
      try await store.insert(session(1))
      try await requireRefusal("same token") {
        try await store.insert(session(1, holder: "899700245668"))
      }
      try require(try await store.session(withTokenHash: session(1).tokenHash), is: session(1), "first")
    },
    StoreConformance("the last request is noted forwards only, and not for the dead") { state in
      let store = try await state.open()
      try await store.insert(session(1))
      let hash = session(1).tokenHash
      try await store.touchSession(withTokenHash: hash, at: noon + .seconds(60))
      try await store.touchSession(withTokenHash: hash, at: noon + .seconds(30))
      try require(
        try await store.session(withTokenHash: hash)?.lastSeenAt, is: noon + .seconds(60), "last request")
      try await store.endSessions(.token(hash: hash), at: noon + .seconds(61))
      try await store.touchSession(withTokenHash: hash, at: noon + .seconds(90))
      let ended = try await store.session(withTokenHash: hash)
      try require(ended?.lastSeenAt, is: noon + .seconds(60), "last request of an ended session")
      try require(ended?.endedAt, is: noon + .seconds(61), "its end")
      try await store.touchSession(withTokenHash: session(9).tokenHash, at: noon)
      try require(try await isEnded(9, in: store), is: nil, "a session that never was")
    },
    StoreConformance("a presence lease is prolonged forwards only, by its kind, while it lasts") { state in
      let store = try await state.open()
      let hash = session(1).tokenHash
      func prolong(_ kind: PresenceKind?, by seconds: Int, at moment: Int) async throws -> Bool {
        try await store.prolongPresence(
          ofToken: hash, to: PresenceLease(kind: kind, until: noon + .seconds(seconds)),
          at: noon + .seconds(moment))
      }
      func lease() async throws -> PresenceLease? {
        let found = try await store.session(withTokenHash: hash)
        return found?.presence
      }
      try require(try await prolong(.watched, by: 60, at: 0), is: false, "a session that never was")
      try await store.insert(session(1))
      try require(try await lease(), is: nil, "a session without a lease")
      try require(try await prolong(nil, by: 60, at: 0), is: false, "of no kind")
      try require(try await prolong(.watched, by: 60, at: 0), is: true, "the first")
      try require(try await prolong(.watched, by: 30, at: 1), is: true, "a shorter one")
      try require(
        try await lease(), is: PresenceLease(kind: .watched, until: noon + .seconds(60)), "the longer one")
      try require(try await prolong(.signed, by: 90, at: 2), is: false, "another kind")
      try require(try await prolong(.watched, by: 90, at: 59), is: true, "in time")
      try require(try await prolong(.watched, by: 180, at: 90), is: false, "at its end")
      try require(
        try await lease(), is: PresenceLease(kind: .watched, until: noon + .seconds(90)), "what had lapsed")
    },
    StoreConformance("a lease given at the login takes the first kind, and none comes back to life") {
      state in
      let store = try await state.open()
      var first = session(1)
      first.presence = PresenceLease(kind: nil, until: noon + .seconds(60))
      try await store.insert(first)
      let hash = first.tokenHash
      try require(try await store.session(withTokenHash: hash), is: first, "as it was put")
      let signed = PresenceLease(kind: .signed, until: noon + .seconds(90))
      try require(try await store.prolongPresence(ofToken: hash, to: signed, at: noon), is: true, "signed")
      try require(try await store.session(withTokenHash: hash)?.presence, is: signed, "the kind")
      try await store.endSessions(.token(hash: hash), at: noon + .seconds(1))
      try require(
        try await store.prolongPresence(ofToken: hash, to: signed, at: noon + .seconds(2)), is: false,
        "an ended session")
      try await store.insert(session(2))
      try require(
        try await store.session(withTokenHash: session(2).tokenHash)?.presence, is: nil, "another session")
    },
    StoreConformance("sessions end by token, card, holder and all, once") { state in
      let store = try await state.open()
      try await store.insert(session(1, holder: "a", card: "1"))
      try await store.insert(session(2, holder: "a", card: "2"))
      try await store.insert(session(3, holder: "b", card: "1"))
      try await store.insert(session(4, holder: "b", card: nil))
      try await store.insert(session(5, holder: "c", card: nil))
      try require(
        try await store.endSessions(.token(hash: session(5).tokenHash), at: noon), is: 1, "token")
      try require(try await store.endSessions(.card("1"), at: noon), is: 2, "card")
      try require(try await isEnded(2, in: store), is: false, "another card")
      try require(try await store.endSessions(.holder("a"), at: noon), is: 1, "holder, one left")
      try require(try await isEnded(4, in: store), is: false, "another holder")
      try require(try await store.endSessions(.holder("nobody"), at: noon), is: 0, "nobody")
      try require(try await store.endSessions(.everyone, at: noon), is: 1, "everyone, one left")
      try require(try await store.endSessions(.everyone, at: noon), is: 0, "everyone again")
    },
    StoreConformance("live sessions of cards are read page by page, each once") { state in
      let store = try await state.open()
      for byte in [UInt8(7), 3, 0xFF, 1, 0x80] { try await store.insert(session(byte)) }
      try await store.insert(session(4, holder: "account:a", card: nil))
      try await store.insert(session(5))
      try await store.endSessions(.token(hash: session(5).tokenHash), at: noon)
      func page(after byte: UInt8?, _ limit: Int) async throws -> [UInt8?] {
        try await store.cardSessions(
          afterTokenHash: byte.map { session($0).tokenHash }, limit: limit
        ).map(\.tokenHash.first)
      }
      try require(try await page(after: nil, 2), is: [1, 3], "first page")
      try require(try await page(after: 3, 2), is: [7, 0x80], "second page")
      try require(try await page(after: 0x80, 2), is: [0xFF], "last page")
      try require(try await page(after: 0xFF, 2), is: [], "beyond the last")
      try require(try await page(after: 2, 9), is: [3, 7, 0x80, 0xFF], "after one that is not there")
      try require(try await page(after: nil, 0), is: [], "none asked for")
      try require(
        try await store.cardSessions(afterTokenHash: nil, limit: 1), is: [session(1)], "as it was put")
    },
  ]
}
