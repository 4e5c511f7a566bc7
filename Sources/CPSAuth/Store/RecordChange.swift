/// One change of one record, made only if the record is still the one that was read.
public struct RecordChange: Sendable, Hashable {
  /// What stands afterwards.
  public enum Result: Sendable, Hashable {
    /// This content, in this group.
    case content([UInt8], group: String?)
    /// Nothing: the record is removed.
    case removed
  }

  /// The kind of the record.
  public let kind: RecordKind
  /// Its name.
  public let name: String
  /// The version that was read; nil when there was none.
  public let expected: Int64?
  /// What stands afterwards.
  public let result: Result

  /// A change.
  public init(_ kind: RecordKind, _ name: String, expecting expected: Int64?, result: Result) {
    self.kind = kind
    self.name = name
    self.expected = expected
    self.result = result
  }
}
