/// A language in which people are addressed.
public enum Language: String, Sendable, CaseIterable {
  case french = "fr"
  case english = "en"

  /// The language that a process environment asks for.
  ///
  /// POSIX precedence: `LC_ALL`, then `LC_MESSAGES`, then `LANG`; the first that is set and not empty
  /// decides. French when it begins with `fr`, else English.
  public static func preferred(in environment: [String: String]) -> Language {
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      if let value = environment[name], !value.isEmpty {
        return value.lowercased().hasPrefix("fr") ? .french : .english
      }
    }
    return .english
  }

  /// The language of a command: `--lang` where it is given, else what the environment asks for.
  ///
  /// For texts that are needed before the command line is parsed, such as those of its help.
  public static func asked(by arguments: [String], in environment: [String: String]) -> Language {
    let own = arguments.prefix { $0 != "--" }
    if let joined = own.last(where: { $0.hasPrefix("--lang=") }) {
      return Language(rawValue: String(joined.dropFirst("--lang=".count))) ?? preferred(in: environment)
    }
    if let index = own.lastIndex(of: "--lang"), own.indices.contains(index + 1) {
      return Language(rawValue: own[index + 1]) ?? preferred(in: environment)
    }
    return preferred(in: environment)
  }

  /// The better of the two languages for an HTTP `Accept-Language` value (RFC 9110, clause 12.5.4).
  ///
  /// French when it is accepted with a weight at least that of English, else English.
  public static func preferred(acceptLanguage header: String?) -> Language {
    guard let header else { return .english }
    var weights: [Language: Double] = [:]
    for item in header.split(separator: ",").prefix(16) {
      let parts = item.split(separator: ";").map { $0.filter { !$0.isWhitespace } }
      guard let tag = parts.first?.lowercased() else { continue }
      let weight = parts.dropFirst().first { $0.hasPrefix("q=") }.flatMap { Double($0.dropFirst(2)) } ?? 1
      let primary = tag.prefix { $0 != "-" }
      guard let language = Language(rawValue: String(primary)) else { continue }
      weights[language] = max(weights[language] ?? 0, weight)
    }
    let french = weights[.french] ?? 0
    return french > 0 && french >= (weights[.english] ?? 0) ? .french : .english
  }
}
