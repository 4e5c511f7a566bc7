internal import CPSAuth

extension StoreConformance {
  private static let kind: RecordKind = "conformance"
  private static let writers = 32

  private static func put(
    _ name: String, _ content: [UInt8] = Array(0...255), group: String? = nil,
    expecting version: Int64? = nil,
    kind: RecordKind = kind
  ) -> RecordChange {
    RecordChange(kind, name, expecting: version, result: .content(content, group: group))
  }

  private static func remove(_ name: String, expecting version: Int64?) -> RecordChange {
    RecordChange(kind, name, expecting: version, result: .removed)
  }

  private static func names(
    in store: any AuthStore, group: String? = nil, after name: String? = nil, limit: Int = 100
  ) async throws -> [String] {
    try await store.records(kind, group: group, afterName: name, limit: limit).map(\.name)
  }

  static let recordChecks: [StoreConformance] = [
    StoreConformance("a record is read as it was written, in every store of the state") { state in
      let stores = [try await state.open(), try await state.open()]
      try require(try await stores[0].record(kind, named: "é"), is: nil, "before")
      try require(try await stores[0].apply([put("é", group: "g")]), is: true, "adding")
      let written = StoredRecord(kind: kind, name: "é", group: "g", content: Array(0...255), version: 1)
      try require(try await stores[1].record(kind, named: "é"), is: written, "the record")
      try require(try await stores[1].record("conformance-2", named: "é"), is: nil, "another kind")
      try require(try await stores[1].record(kind, named: "É"), is: nil, "another name")
      try require(try await stores[1].apply([put("é", [], expecting: 1)]), is: true, "changing")
      let changed = StoredRecord(kind: kind, name: "é", group: nil, content: [], version: 2)
      try require(try await stores[0].record(kind, named: "é"), is: changed, "the changed record")
    },
    StoreConformance("CC-04 a record that is not the one that was read is left as it is") { state in
      let store = try await state.open()
      try require(try await store.apply([put("a", expecting: 1)]), is: false, "changing what is not there")
      try require(try await store.apply([remove("a", expecting: 1)]), is: false, "removing what is not there")
      try require(try await store.apply([put("a", [1])]), is: true, "adding")
      try require(try await store.apply([put("a", [2])]), is: false, "adding again")
      try require(try await store.apply([put("a", [2], expecting: 2)]), is: false, "a later version")
      try require(try await store.apply([remove("a", expecting: 2)]), is: false, "removing a later version")
      try require(try await store.record(kind, named: "a")?.content, is: [1], "the content")
      try require(try await store.apply([remove("a", expecting: 1)]), is: true, "removing")
      try require(try await store.record(kind, named: "a"), is: nil, "the removed record")
      try require(try await store.apply([put("a", [3])]), is: true, "adding after the removal")
    },
    StoreConformance("several changes are made together or not at all") { state in
      let store = try await state.open()
      try require(try await store.apply([]), is: true, "nothing")
      try require(try await store.apply([put("a"), put("b", expecting: 1)]), is: false, "one of two")
      try require(try await names(in: store), is: [], "after one of two")
      try require(try await store.apply([put("a"), put("b")]), is: true, "both")
      try require(
        try await store.apply([remove("a", expecting: 1), put("b", [9], expecting: 7)]), is: false,
        "a removal beside a wrong version")
      try require(try await names(in: store), is: ["a", "b"], "after a removal that failed")
      try require(
        try await store.apply([remove("a", expecting: 1), put("c"), put("b", [9], expecting: 1)]), is: true,
        "a removal, an addition and a change")
      try require(try await names(in: store), is: ["b", "c"], "afterwards")
    },
    StoreConformance("records are listed in the order of their bytes, by group and by page") { state in
      let store = try await state.open()
      let all = ["B", "a", "b b", "c", "é", "ﬀ"]
      for (index, name) in all.reversed().enumerated() {
        _ = try await store.apply([put(name, group: index % 2 == 0 ? "even" : nil)])
      }
      _ = try await store.apply([put("a", group: "even", kind: "conformance-2")])
      try require(try await names(in: store), is: all, "all")
      try require(try await names(in: store, group: "even"), is: ["a", "c", "ﬀ"], "a group")
      try require(try await names(in: store, group: "odd"), is: [], "another group")
      try require(try await names(in: store, after: "a", limit: 2), is: ["b b", "c"], "a page")
      try require(
        try await names(in: store, group: "even", after: "a", limit: 1), is: ["c"], "a page of a group")
      try require(try await names(in: store, limit: 0), is: [], "no room")
      try require(try await names(in: store, limit: -1), is: [], "less than no room")
      try require(try await names(in: store, after: "ﬀ"), is: [], "after the last")
    },
    StoreConformance("CC-04 no change of many writers at once is lost") { state in
      let stores = [try await state.open(), try await state.open()]
      _ = try await stores[0].apply([put("count", [0]), put("other", [0])])
      try await withThrowingTaskGroup(of: Void.self) { group in
        for writer in 0..<writers {
          group.addTask {
            let store = stores[writer % 2]
            // Each in another order, so that two could wait for each other.
            let order = writer % 4 < 2 ? ["count", "other"] : ["other", "count"]
            while true {
              guard let found = try await store.record(kind, named: "count") else { return }
              let next = [found.content[0] + 1]
              let changes = order.map { put($0, next, expecting: found.version) }
              if try await store.apply(changes) { return }
            }
          }
        }
        try await group.waitForAll()
      }
      for name in ["count", "other"] {
        let record = try await stores[1].record(kind, named: name)
        try require(record?.content, is: [UInt8(writers)], "the count of \(name)")
        try require(record?.version, is: Int64(writers) + 1, "the version of \(name)")
      }
    },
    StoreConformance("records outlive the stores of a durable state") { state in
      guard state.isDurable else { return }
      _ = try await (try await state.open()).apply([put("a", [1], group: "g")])
      let again = try await state.open()
      try require(try await again.record(kind, named: "a")?.content, is: [1], "the record")
    },
  ]
}
