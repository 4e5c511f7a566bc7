public import CPSDiagnostics

/// One mapping of a configuration while it is read: every key must be asked for, or the file is refused.
///
/// Made only by ``read(_:named:_:)``, ``read(file:_:)`` and ``ConfigurationValue/section(_:)``, which look
/// for keys that were not asked for once the reading is done: it cannot be forgotten.
public struct ConfigurationReader: ~Copyable {
  /// The largest file, in bytes.
  public static let maximumLength = 65_536

  /// U+FEFF in UTF-8.
  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Where the mapping begins.
  public let place: ConfigurationPlace
  private let entries: [ConfigurationEntry]
  private var asked: [String] = []

  init(_ entries: [ConfigurationEntry], at place: ConfigurationPlace) {
    self.entries = entries
    self.place = place
  }

  /// Reads one YAML document.
  ///
  /// - Parameters:
  ///   - bytes: the document, UTF-8.
  ///   - name: how messages name it.
  ///   - body: asks for every key that may be there.
  /// - Throws: ``Diagnostic/configurationInvalid`` with the place, or what `body` throws.
  public static func read<Value: ~Copyable>(
    _ bytes: [UInt8], named name: String,
    _ body: (inout ConfigurationReader) throws(CPSError) -> Value
  ) throws(CPSError) -> Value {
    let start = ConfigurationPlace(file: name, line: 1, column: 1)
    guard bytes.count <= maximumLength else {
      throw StrictYAML.refusal(at: start, "longer than \(maximumLength) bytes")
    }
    // An editor may put a byte order mark first; it is no part of the document (YAML 1.2.2, section 5.2).
    let content = bytes.starts(with: byteOrderMark) ? Array(bytes.dropFirst(byteOrderMark.count)) : bytes
    guard let text = String(validating: content, as: UTF8.self) else {
      throw StrictYAML.refusal(at: start, "not UTF-8")
    }
    return try ConfigurationValue(key: "", node: try StrictYAML.read(text, file: name)).section(body)
  }

  /// Reads the YAML document in a file.
  ///
  /// - Throws: ``Diagnostic/inputMissing`` when the file cannot be read, else as ``read(_:named:_:)``.
  public static func read<Value: ~Copyable>(
    file path: String, _ body: (inout ConfigurationReader) throws(CPSError) -> Value
  ) throws(CPSError) -> Value {
    try read(try BoundedFile.bytes(at: path, atMost: maximumLength + 1), named: path, body)
  }

  /// The value of a key that must be there.
  ///
  /// - Throws: ``Diagnostic/configurationInvalid`` when it is not, or has no value.
  public mutating func required(_ key: String) throws(CPSError) -> ConfigurationValue {
    guard let value = optional(key) else {
      throw StrictYAML.refusal(at: place, "the key “\(key)” is missing")
    }
    return value
  }

  /// The value of a key that may be absent.
  public mutating func optional(_ key: String) -> ConfigurationValue? {
    asked.append(key)
    return entries.first { $0.key == key }.map { ConfigurationValue(key: key, node: $0.value) }
  }

  /// Every key with its value, where keys are names that the writer of the file chooses.
  public mutating func all() -> [(key: String, value: ConfigurationValue)] {
    asked.append(contentsOf: entries.map(\.key))
    return entries.map { ($0.key, ConfigurationValue(key: $0.key, node: $0.value)) }
  }

  /// Refuses the first key that was not asked for.
  borrowing func finish() throws(CPSError) {
    for entry in entries where !asked.contains(entry.key) {
      throw StrictYAML.refusal(at: entry.place, "unknown key “\(entry.key)”")
    }
  }
}
