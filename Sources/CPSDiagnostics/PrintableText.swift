/// Makes text that came from outside safe for a terminal, a log line or a message.
public enum PrintableText {
  /// The longest text that is shown, in Unicode scalars; what follows is replaced by an ellipsis.
  public static let maximumLength = 512

  /// The text with every control, format, bidirectional, private or unassigned scalar written as `\u{…}`.
  ///
  /// A backslash is doubled, so that the escaped form is unambiguous. Attack case HC-34.
  public static func escaped(_ text: String) -> String {
    var result = ""
    for (index, scalar) in text.unicodeScalars.enumerated() {
      if index == maximumLength { return result + "…" }
      if scalar == "\\" {
        result += "\\\\"
      } else if isPrintable(scalar) {
        result.unicodeScalars.append(scalar)
      } else {
        result += "\\u{" + String(scalar.value, radix: 16) + "}"
      }
    }
    return result
  }

  /// Whether a scalar can be shown as it is.
  public static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: false
    case .spaceSeparator: scalar == " " || scalar == "\u{A0}" || scalar == "\u{202F}"
    default: true
    }
  }
}
