internal import CPSDiagnostics
internal import CPSWorkstation

/// The answer of a function as lines `path: value`, escaped; none where there is nothing to say.
enum AnswerText {
  static func lines(of value: JSONValue) -> [String] { lines(of: value, at: "") }

  private static func lines(of value: JSONValue, at path: String) -> [String] {
    let prefix = path.isEmpty ? "" : "\(PrintableText.escaped(path)): "
    return switch value {
    case .null: path.isEmpty ? [] : [prefix + "-"]
    case .boolean(let truth): [prefix + String(truth)]
    case .integer(let number): [prefix + String(number)]
    case .number(let number): [prefix + String(number)]
    case .string(let text): [prefix + PrintableText.escaped(text)]
    case .array(let elements):
      elements.enumerated().flatMap { lines(of: $1, at: path.isEmpty ? "\($0)" : "\(path).\($0)") }
    case .object(let members):
      members.sorted { $0.key < $1.key }.flatMap {
        lines(of: $1, at: path.isEmpty ? $0 : "\(path).\($0)")
      }
    }
  }
}
