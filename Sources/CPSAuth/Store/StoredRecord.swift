/// Something that a measure beside the gate remembers under a name, such as an account or a banned network.
///
/// A store keeps it and understands nothing of it; ``RecordBook`` seals it, so that who can write into the store
/// alone makes no record that this service believes.
public struct StoredRecord: Sendable, Hashable {
  /// The longest name or group, in bytes of UTF-8.
  public static let maximumNameLength = 256
  /// The longest content, in bytes: an authentication code, and a message of the protocol.
  public static let maximumContentLength = 32 + 32_768

  /// What it is about; records of different kinds never meet.
  public let kind: RecordKind
  /// Its name, which no other record of its kind bears.
  public let name: String
  /// What it is found by together with others, if anything.
  public let group: String?
  /// The sealed content.
  public let content: [UInt8]
  /// How often it was written: 1 after the first time.
  public let version: Int64

  /// A record.
  public init(kind: RecordKind, name: String, group: String?, content: [UInt8], version: Int64) {
    self.kind = kind
    self.name = name
    self.group = group
    self.content = content
    self.version = version
  }
}
