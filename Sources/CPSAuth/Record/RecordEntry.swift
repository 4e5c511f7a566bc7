/// A record as it was read: its content, and the version that a change must still find.
public struct RecordEntry<Content: Sendable>: Sendable {
  /// Its name.
  public let name: String
  /// What it says.
  public let content: Content
  /// How often it was written.
  public let version: Int64
}
