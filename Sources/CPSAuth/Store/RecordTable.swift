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
    var versions: [RecordKind: [String: Int64?]] = [:]
    for change in changes {
      let version = versions[change.kind]?[change.name] ?? records[change.kind]?[change.name]?.version
      guard version == change.expected else { return false }
      let next: Int64? = change.result == .removed ? nil : (change.expected ?? 0) + 1
      versions[change.kind, default: [:]].updateValue(next, forKey: change.name)
    }
    for change in changes { make(change) }
    return true
  }

  private mutating func make(_ change: RecordChange) {
    switch change.result {
    case .removed: records[change.kind]?[change.name] = nil
    case .content(let content, let group):
      records[change.kind, default: [:]][change.name] = StoredRecord(
        kind: change.kind, name: change.name, group: group, content: content,
        version: (change.expected ?? 0) + 1)
    }
  }

  private static func isBefore(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }
}
