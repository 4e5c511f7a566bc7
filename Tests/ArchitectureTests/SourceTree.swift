import Foundation
import TestSupport

/// The package's sources as text, target by target: what is written there, not what the manifest declares.
struct SourceTree: Sendable {
  /// One Swift file.
  struct File: Sendable, CustomStringConvertible {
    /// From the package root.
    let path: String
    let text: String
    let lines: [Substring]

    var description: String { path }

    /// Each line without what follows `//`, numbered from 1.
    var code: [(number: Int, text: Substring)] {
      lines.enumerated().map { index, line in (index + 1, Self.withoutComment(line)) }
    }

    /// The modules that the file imports.
    var imports: Set<String> {
      let modifiers: Set<Substring> = ["public", "package", "internal", "private", "fileprivate"]
      var modules: Set<String> = []
      for line in lines where line.utf8.count < 100 && line.contains("import ") {
        let words = Self.withoutComment(line).split(separator: " ")
        guard let index = words.firstIndex(of: "import"), index + 1 < words.count,
          words[..<index].allSatisfy({ $0.hasPrefix("@") || modifiers.contains($0) })
        else { continue }
        modules.formUnion(words[index + 1].split(separator: ".").prefix(1).map(String.init))
      }
      return modules
    }

    /// Whether any of these words is in the file, comments included.
    func mentions(_ words: [String]) -> Bool { words.contains { text.contains($0) } }

    private static func withoutComment(_ line: Substring) -> Substring {
      let bytes = line.utf8
      var previous = bytes.startIndex
      for index in bytes.indices.dropFirst() {
        if bytes[index] == UInt8(ascii: "/"), bytes[previous] == UInt8(ascii: "/") {
          return line[..<previous]
        }
        previous = index
      }
      return line
    }
  }

  /// The files of each target, by its name.
  let targets: [String: [File]]
  private let importsByTarget: [String: Set<String>]

  /// The targets of the product.
  static let product = Result { try SourceTree("Sources") }
  /// The targets of the tests.
  static let tests = Result { try SourceTree("Tests") }

  /// Reads the targets in `directory`, which are named after their folders.
  private init(_ directory: String) throws {
    let root = PackageRoot.url.appending(path: directory)
    var targets: [String: [File]] = [:]
    for name in try FileManager.default.contentsOfDirectory(atPath: root.path) where !name.hasPrefix(".") {
      let paths = FileManager.default.enumerator(atPath: root.appending(path: name).path)
      var files: [File] = []
      while let path = paths?.nextObject() as? String {
        guard path.hasSuffix(".swift") else { continue }
        let text = try String(contentsOf: root.appending(path: "\(name)/\(path)"), encoding: .utf8)
        files.append(
          File(
            path: "\(directory)/\(name)/\(path)", text: text,
            lines: text.split(separator: "\n", omittingEmptySubsequences: false)))
      }
      targets[name] = files
    }
    self.targets = targets
    importsByTarget = targets.mapValues { $0.reduce(into: []) { $0.formUnion($1.imports) } }
  }

  /// All files, in a stable order.
  var files: [File] { targets.values.joined().sorted { $0.path < $1.path } }

  /// What a target imports itself.
  func imports(of target: String) -> Set<String> { importsByTarget[target] ?? [] }

  /// What a target imports, and what that imports, and so on.
  func reach(of target: String) -> Set<String> {
    var reached: Set<String> = []
    var waiting = imports(of: target)
    while let next = waiting.popFirst() {
      guard reached.insert(next).inserted else { continue }
      waiting.formUnion(imports(of: next).subtracting(reached))
    }
    return reached
  }
}
