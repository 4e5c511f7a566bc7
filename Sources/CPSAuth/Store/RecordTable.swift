/// The records of a store in memory.
struct RecordTable: Sendable {
  private var records: [RecordKind: [String: StoredRecord]] = [:]

  subscript(_ kind: RecordKind, _ name: String) -> StoredRecord? { records[kind]?[name] }

  /// Records of a kind in the order of the bytes of their names.
  func list(_ kind: RecordKind, group: String?, after name: String?, limit: Int) -> [StoredRecord] {
    let found = (records[kind] ?? [:]).values.filter { record in
      (group == nil || record.group == group) && name.map { Self.isBefore($0, record.name) } ?? true
    }
    return Array(found.sorted { Self.isBefore($0.name, $1.name) }.prefix(max(limit, 0)))
  }

  /// Makes all changes or, when one record is not the one that was read, none.
  mutating func apply(_ changes: [RecordChange]) -> Bool {
    var next = records
    for change in changes {
      guard next[change.kind]?[change.name]?.version == change.expected else { return false }
      switch change.result {
      case .removed: next[change.kind]?[change.name] = nil
      case .content(let content, let group):
        next[change.kind, default: [:]][change.name] = StoredRecord(
          kind: change.kind, name: change.name, group: group, content: content,
          version: (change.expected ?? 0) + 1)
      }
    }
    records = next
    return true
  }

  private static func isBefore(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}
