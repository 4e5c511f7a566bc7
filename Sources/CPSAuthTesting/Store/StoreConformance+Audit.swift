internal import CPSAuth

extension StoreConformance {
  private static let writers = 32

  private static func record(_ sequence: Int64, _ byte: UInt8 = 0) -> AuditRecord {
    AuditRecord(
      sequence: sequence, content: Array(0...255) + [byte],
      hash: [UInt8(truncatingIfNeeded: sequence), byte] + [UInt8](repeating: 7, count: 30))
  }

  static let auditChecks: [StoreConformance] = [
    StoreConformance("the log begins empty and grows behind its head, in every store of the state") { state in
      let store = try await state.open()
      try require(try await store.auditHead(), is: nil, "head of an empty log")
      try require(try await store.auditRecords(after: 0, limit: 10), is: [], "an empty log")
      try require(try await store.appendAudit([record(1)], after: nil), is: true, "first")
      let more = [record(2), record(3)]
      try require(try await store.appendAudit(more, after: record(1).head), is: true, "two more")
      for reader in [store, try await state.open()] {
        try require(try await reader.auditHead(), is: record(3).head, "head")
        try require(
          try await reader.auditRecords(after: 0, limit: 10), is: [record(1), record(2), record(3)], "all")
        try require(try await reader.auditRecords(after: 1, limit: 1), is: [record(2)], "a page")
        try require(try await reader.auditRecords(after: 3, limit: 10), is: [], "behind the end")
        try require(try await reader.auditRecords(after: 0, limit: 0), is: [], "a page of nothing")
      }
    },
    StoreConformance("nothing is appended behind another head") { state in
      let store = try await state.open()
      try require(try await store.appendAudit([record(1)], after: record(9).head), is: false, "no such head")
      try require(try await store.auditHead(), is: nil, "still empty")
      try require(try await store.appendAudit([record(1)], after: nil), is: true, "first")
      try require(try await store.appendAudit([record(1, 1)], after: nil), is: false, "a second beginning")
      let forged = AuditHead(sequence: 1, hash: record(1, 1).hash)
      try require(
        try await store.appendAudit([record(2), record(3)], after: forged), is: false,
        "right number, wrong hash")
      try require(try await store.auditRecords(after: 0, limit: 10), is: [record(1)], "the log")
    },
    StoreConformance("of many who append behind one head, one does") { state in
      let stores = [try await state.open(), try await state.open()]
      let appended = try await withThrowingTaskGroup(of: Bool.self) { group in
        for writer in 0..<writers {
          group.addTask {
            try await stores[writer % 2].appendAudit([record(1, UInt8(writer))], after: nil)
          }
        }
        return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      try require(appended, is: 1, "writers who appended")
      try require(try await stores[0].auditRecords(after: 0, limit: 10).count, is: 1, "entries")
    },
    StoreConformance("the log is shortened from its beginning, up to its last entry, and goes on") { state in
      let store = try await state.open()
      try require(try await store.auditOrigin(), is: nil, "origin of a whole log")
      try require(try await store.pruneAudit(through: 5), is: 0, "removed from an empty log")
      let records = (1...6).map { record(Int64($0)) }
      try require(try await store.appendAudit(records, after: nil), is: true, "six")
      try require(try await store.pruneAudit(through: 0), is: 0, "before the first")
      try require(try await store.pruneAudit(through: 3), is: 3, "three")
      for reader in [store, try await state.open()] {
        try require(try await reader.auditOrigin(), is: record(3).head, "origin")
        try require(
          try await reader.auditRecords(after: 0, limit: 10), is: Array(records[3...]), "what is left")
        try require(try await reader.auditHead(), is: record(6).head, "head")
      }
      try require(try await store.pruneAudit(through: 2), is: 0, "removed before")
      try require(try await store.auditOrigin(), is: record(3).head, "the same origin")
      try require(try await store.pruneAudit(through: 99), is: 2, "all but the last")
      try require(try await store.auditOrigin(), is: record(5).head, "origin before the last")
      try require(try await store.auditHead(), is: record(6).head, "the last is kept")
      try require(try await store.pruneAudit(through: 99), is: 0, "nothing but the last")
      try require(try await store.appendAudit([record(7)], after: record(6).head), is: true, "it goes on")
      try require(
        try await store.auditRecords(after: 0, limit: 10), is: [record(6), record(7)], "the log afterwards")
    },
    StoreConformance("of many who shorten the log at once, each entry is removed by one") { state in
      let stores = [try await state.open(), try await state.open()]
      let records = (1...Int64(writers)).map { record($0) }
      try require(try await stores[0].appendAudit(records, after: nil), is: true, "entries")
      let removed = try await withThrowingTaskGroup(of: Int.self) { group in
        for writer in 1..<writers {
          group.addTask { try await stores[writer % 2].pruneAudit(through: Int64(writer)) }
        }
        return try await group.reduce(0, +)
      }
      try require(removed, is: writers - 1, "entries removed")
      try require(try await stores[1].auditOrigin(), is: records[writers - 2].head, "origin")
    },
  ]
}
