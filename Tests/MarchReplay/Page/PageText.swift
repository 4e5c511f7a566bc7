import CPSDiagnostics

/// How texts and figures stand on the page.
enum PageText {
  private static let thinSpace = "\u{202F}"

  /// A text in which nothing is markup.
  static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }

  /// A code of the error catalogue, which a narrow column breaks behind its family rather than anywhere.
  static func code(_ code: String) -> String { escaped(code).replacing(".", with: ".<wbr>") }

  /// A whole number, thousands apart.
  static func number(_ value: Int, _ language: Language = .french) -> String {
    let digits = Array(String(abs(value)))
    let groups = stride(from: digits.count, to: 0, by: -3).map { String(digits[max(0, $0 - 3)..<$0]) }
    let separator = language == .french ? thinSpace : ","
    return (value < 0 ? "-" : "") + groups.reversed().joined(separator: separator)
  }

  /// A span of virtual time, to the second below an hour and to the minute beyond.
  static func span(_ seconds: Int) -> String {
    let (hours, minutes, rest) = (seconds / 3_600, seconds / 60 % 60, seconds % 60)
    let parts: [String] =
      hours > 0
      ? ["\(hours) h"] + (minutes > 0 ? ["\(minutes) min"] : [])
      : minutes > 0 ? ["\(minutes) min"] + (rest > 0 ? ["\(rest) s"] : []) : ["\(rest) s"]
    return parts.joined(separator: " ").replacing(" ", with: "\u{A0}")
  }

  /// Seconds of the machine that played, to the tenth.
  static func seconds(_ value: Double, _ language: Language = .french) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(number(tenths / 10, language))\(language == .french ? "," : ".")\(tenths % 10)\u{A0}s"
  }

  /// A part of a hundred.
  static func percentage(_ value: Double) -> String { "\(Int((value * 100).rounded()))\u{A0}%" }
}
