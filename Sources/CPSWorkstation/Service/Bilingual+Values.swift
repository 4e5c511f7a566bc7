internal import CPSDiagnostics

extension Bilingual {
  /// What stands at the `{places}` of a message that was made from this text in either language.
  ///
  /// Empty when it was not.
  func values(in message: String) -> [String: String] {
    Language.allCases.lazy.compactMap { Self.values(of: self[$0], in: message) }.first ?? [:]
  }

  private static func values(of template: String, in message: String) -> [String: String]? {
    var values: [String: String] = [:]
    var rest = Substring(message)
    var pattern = Substring(template)
    while let open = pattern.firstIndex(of: "{"), let close = pattern[open...].firstIndex(of: "}") {
      guard rest.hasPrefix(pattern[..<open]) else { return nil }
      rest = rest.dropFirst(pattern[..<open].count)
      let name = String(pattern[pattern.index(after: open)..<close])
      pattern = pattern[pattern.index(after: close)...]
      let literal = pattern.prefix { $0 != "{" }
      guard let end = literal.isEmpty ? rest.endIndex : rest.firstRange(of: literal)?.lowerBound else {
        return nil
      }
      values[name] = String(rest[..<end])
      rest = rest[end...]
    }
    return rest == pattern ? values : nil
  }
}
