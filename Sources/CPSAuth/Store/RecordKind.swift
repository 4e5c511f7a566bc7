/// What a record is about, by the name that the store keeps: `account`, `ban`.
public struct RecordKind: Sendable, Hashable, RawRepresentable, ExpressibleByStringLiteral {
  /// The name.
  public let rawValue: String

  /// A kind.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// A kind that is written in the source.
  public init(stringLiteral value: String) { rawValue = value }
}
