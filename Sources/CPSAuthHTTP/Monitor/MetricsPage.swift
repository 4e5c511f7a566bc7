/// Writes measured quantities in the text format that Prometheus collects (version 0.0.4).
enum MetricsPage {
  /// The media type of a page.
  static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

  /// The page: families in the order of their names, samples in that of their labels.
  static func text(of families: [MetricFamily]) -> String {
    var page = ""
    for family in families.sorted(by: { $0.name < $1.name }) where !family.samples.isEmpty {
      page += "# HELP \(family.name) \(escaped(family.help, quotes: false))\n"
      page += "# TYPE \(family.name) \(family.kind.rawValue)\n"
      for sample in family.samples {
        page += "\(family.name)\(sample.suffix)\(labels(sample.labels)) \(number(sample.value))\n"
      }
    }
    return page
  }

  private static func labels(_ labels: [String: String]) -> String {
    guard !labels.isEmpty else { return "" }
    let pairs = labels.sorted { $0.key < $1.key }.map { #"\#($0.key)="\#(escaped($0.value, quotes: true))""# }
    return "{\(pairs.joined(separator: ","))}"
  }

  /// A label value or help text; a line feed would begin another sample.
  private static func escaped(_ text: String, quotes: Bool) -> String {
    var escaped = ""
    for character in text.unicodeScalars {
      switch character {
      case "\\": escaped += #"\\"#
      case "\n": escaped += #"\n"#
      case "\"" where quotes: escaped += #"\""#
      default: escaped.unicodeScalars.append(character)
      }
    }
    return escaped
  }

  private static func number(_ value: Double) -> String {
    Int64(exactly: value).map(String.init) ?? "\(value)"
  }
}
