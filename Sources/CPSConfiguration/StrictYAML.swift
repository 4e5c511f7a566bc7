internal import CPSDiagnostics
private import Yams

/// YAML cut down to what a configuration needs: one document of mappings, sequences and texts.
///
/// Anchors, aliases, tags, duplicate keys and further documents are refused with line and column, and no
/// input makes the composition cost more than its own length (attack case CA-12).
struct StrictYAML {
  /// The deepest nesting that is read.
  static let maximumDepth = 16

  private let file: String

  /// The tree of a document; an empty one is an empty mapping.
  ///
  /// - Throws: ``Diagnostic/configurationInvalid``.
  static func read(_ text: String, file: String) throws(CPSError) -> ConfigurationNode {
    let reader = StrictYAML(file: file)
    // Without asterisks there can be no alias, so this tree is as small as its text. If it shows no anchor,
    // then the first alias of the original refers to nothing, and the second composition stops there.
    _ = try reader.compose(text.replacingAsterisks())
    return try reader.compose(text)
  }

  private func compose(_ text: String) throws(CPSError) -> ConfigurationNode {
    // The blank lines keep the text out of Swift's in-place storage of 15 bytes, whose address would not
    // outlive the parser's initialiser.
    let padded = text + String(repeating: "\n", count: 16)
    let parser: Parser
    let root: Node?
    do {
      parser = try Parser(yaml: padded, resolver: .basic, encoding: .utf8)
      root = try parser.singleRoot()
    } catch {
      throw refusal(of: error)
    }
    guard let root else { return .mapping([], place(nil)) }
    // The tree refers weakly to its anchors, which the parser owns.
    defer { withExtendedLifetime(parser) {} }
    return try node(root, depth: 0)
  }

  private func node(_ node: Node, depth: Int) throws(CPSError) -> ConfigurationNode {
    let place = place(node.mark)
    guard depth < Self.maximumDepth else { throw Self.refusal(at: place, "nested too deeply") }
    guard node.anchor == nil else { throw Self.refusal(at: place, "anchors and aliases are not admitted") }
    switch node {
    case .scalar(let scalar):
      // The parser gives the tag of a text to what is quoted.
      try requireNoTag(scalar.tag, implied: scalar.style == .plain ? .implicit : .str, at: place)
      return .scalar(scalar.string, isPlain: scalar.style == .plain, place)
    case .sequence(let sequence):
      try requireNoTag(sequence.tag, implied: .implicit, at: place)
      var elements: [ConfigurationNode] = []
      for element in sequence { elements.append(try self.node(element, depth: depth + 1)) }
      return .sequence(elements, place)
    case .mapping(let mapping):
      try requireNoTag(mapping.tag, implied: .implicit, at: place)
      var entries: [ConfigurationEntry] = []
      for (key, value) in mapping {
        let (name, keyPlace) = try self.key(key)
        let value = try self.node(value, depth: depth + 1)
        entries.append(ConfigurationEntry(key: name, place: keyPlace, value: value))
      }
      return .mapping(entries, place)
    case .alias:
      throw Self.refusal(at: place, "anchors and aliases are not admitted")
    }
  }

  /// The text of a key; its tag is not looked at, since the search for duplicates has filled it in.
  private func key(_ node: Node) throws(CPSError) -> (String, ConfigurationPlace) {
    let place = place(node.mark)
    guard case .scalar(let scalar) = node, scalar.anchor == nil else {
      throw Self.refusal(at: place, "a key must be a text, without anchor or alias")
    }
    return (scalar.string, place)
  }

  private func requireNoTag(
    _ tag: Tag, implied: Tag.Name, at place: ConfigurationPlace
  ) throws(CPSError) {
    guard tag == Tag(implied) else { throw Self.refusal(at: place, "tags are not admitted") }
  }

  private func place(_ mark: Mark?) -> ConfigurationPlace {
    ConfigurationPlace(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1)
  }

  private func refusal(of error: any Error) -> CPSError {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      Self.refusal(at: place(mark), problem)
    case .duplicatedKeysInMapping(let keys, let context):
      Self.refusal(at: place(context.mark), "the key “\(keys.first ?? "")” occurs more than once")
    default:
      Self.refusal(at: place(nil), "not YAML")
    }
  }

  static func refusal(at place: ConfigurationPlace, _ detail: String) -> CPSError {
    CPSError(.configurationInvalid, ["place": place.description, "detail": detail])
  }
}

extension String {
  /// The text with every asterisk replaced by U+2217, which YAML reads as any other letter.
  ///
  /// Places stay as they are, since columns count scalars.
  fileprivate func replacingAsterisks() -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in unicodeScalars { scalars.append(scalar == "*" ? "\u{2217}" : scalar) }
    return String(scalars)
  }
}
