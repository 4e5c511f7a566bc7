internal import CPSAuth
internal import CPSPrimitives
internal import CPSProof

extension StoreConformance {
  private static let noon = Timestamp(secondsSince1970: 1_800_000_000)

  private static func session(
    _ byte: UInt8, holder: String = "899700245667", card: String? = "2800000001",
    reference: String = "00112233", workstation: String = "key", service: String = "https://a.example"
  ) -> StoredSession {
    StoredSession(
      tokenHash: [UInt8](repeating: byte, count: 32), reference: reference, holder: holder, card: card,
      workstation: workstation, service: service, sealedContent: Array(0...255),
      openedAt: noon - .seconds(1), endsAt: noon + .seconds(14_400), lastSeenAt: noon)
  }

  private static func end(_ seconds: Int = 0) -> SessionEnd {
    SessionEnd(.administrator, at: noon + .seconds(seconds))
  }

  private static func isEnded(_ byte: UInt8, in store: any AuthStore) async throws -> Bool? {
    try await store.session(withTokenHash: session(byte).tokenHash).map { $0.end != nil }
  }

  private static func record(_ sequence: Int64) -> AuditRecord {
    AuditRecord(
      sequence: sequence, content: [UInt8(truncatingIfNeeded: sequence)],
      hash: [UInt8](repeating: UInt8(truncatingIfNeeded: sequence), count: 32))
  }

  static let sessionChecks: [StoreConformance] = [
    StoreConformance("the entries of logins and their sessions come together, or none of them") { state in
      let store = try await state.open()
      let opened = [session(1), session(2, holder: "account:a", card: nil)]
      try require(
        try await store.appendAudit([record(1)], after: record(9).head, opening: opened), is: false,
        "another head")
      try require(try await store.session(withTokenHash: opened[0].tokenHash), is: nil, "no entry")
      try require(
        try await store.appendAudit([record(1), record(2)], after: nil, opening: opened), is: true, "two")
      for reader in [store, try await state.open()] {
        for session in opened {
          try require(try await reader.session(withTokenHash: session.tokenHash), is: session, "opened")
        }
        try require(try await reader.auditHead(), is: record(2).head, "entries")
      }
      for twice in [[session(3), session(1)], [session(3), session(3)]] {
        try await requireRefusal("a token that is there") {
          _ = try await store.appendAudit([record(3)], after: record(2).head, opening: twice)
        }
      }
      try require(try await store.session(withTokenHash: session(3).tokenHash), is: nil, "beside it")
      try require(try await store.auditHead(), is: record(2).head, "no entry of it")
    },
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
      try await store.endSessions(.token(hash: hash), end(61))
      try await store.touchSession(withTokenHash: hash, at: noon + .seconds(90))
      let ended = try await store.session(withTokenHash: hash)
      try require(ended?.lastSeenAt, is: noon + .seconds(60), "last request of an ended session")
      try require(ended?.end, is: end(61), "its end")
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
      try await store.endSessions(.token(hash: hash), end(1))
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
        try await store.endSessions(.token(hash: session(5).tokenHash), end()), is: 1, "token")
      try require(try await store.endSessions(.card("1"), end()), is: 2, "card")
      try require(try await isEnded(2, in: store), is: false, "another card")
      try require(try await store.endSessions(.holder("a"), end()), is: 1, "holder, one left")
      try require(try await isEnded(4, in: store), is: false, "another holder")
      try require(try await store.endSessions(.holder("nobody"), end()), is: 0, "nobody")
      try require(try await store.endSessions(.everyone, end()), is: 1, "everyone, one left")
      try require(try await store.endSessions(.everyone, end()), is: 0, "everyone again")
    },
  ]

  static let sessionListChecks: [StoreConformance] = [
    StoreConformance("live sessions are read page by page, each once") { state in
      let store = try await state.open()
      for byte in [UInt8(7), 3, 0xFF, 1, 0x80] { try await store.insert(session(byte)) }
      try await store.insert(session(4, holder: "account:a", card: nil))
      try await store.insert(session(5))
      try await store.endSessions(.token(hash: session(5).tokenHash), end())
      func page(after byte: UInt8?, _ limit: Int) async throws -> [UInt8?] {
        try await store.sessions(
          .everyCard, afterTokenHash: byte.map { session($0).tokenHash }, limit: limit
        ).map(\.tokenHash.first)
      }
      try require(try await page(after: nil, 2), is: [1, 3], "first page")
      try require(try await page(after: 3, 2), is: [7, 0x80], "second page")
      try require(try await page(after: 0x80, 2), is: [0xFF], "last page")
      try require(try await page(after: 0xFF, 2), is: [], "beyond the last")
      try require(try await page(after: 2, 9), is: [3, 7, 0x80, 0xFF], "after one that is not there")
      try require(try await page(after: nil, 0), is: [], "none asked for")
      try require(
        try await store.sessions(.everyCard, afterTokenHash: nil, limit: 1), is: [session(1)], "as it was put"
      )
    },
    StoreConformance("sessions are found and ended by every selection, and by it alone") { state in
      let store = try await state.open()
      let other = "https://b.example"
      let all = [
        session(1, holder: "a", card: "1", reference: "r1", workstation: "w1"),
        session(2, holder: "a", card: "2", reference: "r2", workstation: "w1", service: other),
        session(3, holder: "b", card: "1", reference: "r3", workstation: "w2", service: other),
        session(4, holder: "account:b", card: nil, reference: "r4", workstation: "w2"),
      ]
      for session in all { try await store.insert(session) }
      let selections: [(SessionSelection, [UInt8])] = [
        (.token(hash: all[2].tokenHash), [3]), (.reference("r2"), [2]), (.holder("a"), [1, 2]),
        (.card("1"), [1, 3]), (.workstation("w2"), [3, 4]), (.service(other), [2, 3]),
        (.everyCard, [1, 2, 3]), (.everyone, [1, 2, 3, 4]),
        (.reference("R2"), []), (.workstation(""), []), (.service("%"), []), (.holder("' OR 1=1"), []),
      ]
      for (selection, bytes) in selections {
        let found = try await store.sessions(selection, afterTokenHash: nil, limit: 9)
        try require(found.map(\.tokenHash.first), is: bytes, "\(selection)")
      }
      try require(try await store.endSessions(.workstation("w2"), end()), is: 2, "by workstation")
      try require(try await store.endSessions(.service(other), end()), is: 1, "by service, one left")
      try require(try await store.endSessions(.reference("r1"), end()), is: 1, "by name")
      try require(
        try await store.sessions(.everyone, afterTokenHash: nil, limit: 9), is: [], "none is left")
    },
    StoreConformance("a session takes the place of another, both or neither") { state in
      let store = try await state.open()
      let (old, new) = (session(1), session(2))
      func replace(_ hash: [UInt8], by session: StoredSession, _ seconds: Int = 1) async throws -> Bool {
        try await store.replaceSession(withTokenHash: hash, by: session, at: noon + .seconds(seconds))
      }
      try require(try await replace(old.tokenHash, by: new), is: false, "one that never was")
      try require(try await store.session(withTokenHash: new.tokenHash), is: nil, "its successor")
      try await store.insert(old)
      try await store.insert(session(3))
      try await requireRefusal("a token that exists") {
        _ = try await replace(old.tokenHash, by: session(3))
      }
      try require(try await isEnded(1, in: store), is: false, "the old one after a refusal")
      try require(try await replace(old.tokenHash, by: new, 14_400), is: false, "one past its end")
      try require(try await replace(old.tokenHash, by: new), is: true, "a living one")
      for reader in [store, try await state.open()] {
        try require(try await reader.session(withTokenHash: new.tokenHash), is: new, "the new one")
        try require(
          try await reader.session(withTokenHash: old.tokenHash)?.end,
          is: SessionEnd(.replaced, at: noon + .seconds(1)), "the old one's end")
      }
      try require(try await replace(old.tokenHash, by: session(4)), is: false, "an ended one")
      try require(try await isEnded(4, in: store), is: nil, "the successor of an ended one")
    },
    StoreConformance("CC-01 of many who replace one session at once, one does") { state in
      let store = try await state.open()
      try await store.insert(session(1))
      let hash = session(1).tokenHash
      let successes = try await withThrowingTaskGroup(of: Bool.self) { group in
        for byte in UInt8(100)..<150 {
          group.addTask { try await store.replaceSession(withTokenHash: hash, by: session(byte), at: noon) }
        }
        return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
      }
      try require(successes, is: 1, "replacements")
      let living = try await store.sessions(.everyone, afterTokenHash: nil, limit: 99)
      try require(living.count, is: 1, "living sessions")
    },
  ]
}
