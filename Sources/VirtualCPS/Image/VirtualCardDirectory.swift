/// A dedicated file: an application, or the master file.
public struct VirtualCardDirectory: Codable, Sendable, Hashable {
  /// The file identifier.
  public let identifier: UInt16
  /// The application identifier by which SELECT finds it.
  @HexadecimalCoded public var name: [UInt8]
  /// The elementary files in it.
  public var files: [VirtualCardFile]
  /// The dedicated files in it.
  public var directories: [VirtualCardDirectory]
  /// The private keys that are found while it is current.
  public var keys: [VirtualCardKey]

  /// A dedicated file from its parts.
  public init(
    _ identifier: UInt16, name: [UInt8], files: [VirtualCardFile],
    directories: [VirtualCardDirectory] = [], keys: [VirtualCardKey] = []
  ) {
    self.identifier = identifier
    self._name = HexadecimalCoded(wrappedValue: name)
    self.files = files
    self.directories = directories
    self.keys = keys
  }

  /// The dedicated file at `path`, a list of identifiers below this one; nil when there is none.
  func directory(at path: some Collection<UInt16>) -> VirtualCardDirectory? {
    guard let first = path.first else { return self }
    return directories.first { $0.identifier == first }?.directory(at: path.dropFirst())
  }

  /// The path of the dedicated file that bears `name`; nil when none does.
  func path(named name: [UInt8]) -> [UInt16]? {
    if self.name == name { return [] }
    for child in directories {
      if let rest = child.path(named: name) { return [child.identifier] + rest }
    }
    return nil
  }

  /// Writes `bytes` at `offset` of the file `identifier` in the dedicated file at `path`.
  mutating func write(_ bytes: [UInt8], at offset: Int, of identifier: UInt16, in path: ArraySlice<UInt16>) {
    if let first = path.first {
      guard let index = directories.firstIndex(where: { $0.identifier == first }) else { return }
      directories[index].write(bytes, at: offset, of: identifier, in: path.dropFirst())
    } else if let index = files.firstIndex(where: { $0.identifier == identifier }) {
      files[index].content.replaceSubrange(offset..<(offset + bytes.count), with: bytes)
    }
  }
}
