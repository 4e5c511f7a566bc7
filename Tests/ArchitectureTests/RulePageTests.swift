import Foundation
import TestSupport
import Testing

/// The table of rules in `docs/trust.md` names tests that exist, and the tests name rules that it has.
@Suite struct RulePageTests {
  /// One line of the table.
  private struct Rule {
    let number: Int
    /// Whether anything of the product depends on the rule yet.
    let isHeld: Bool
    let tests: [(target: String, name: String)]

    init?(_ line: Substring) {
      let cells = line.split(separator: "|", omittingEmptySubsequences: false).map {
        $0.trimmingCharacters(in: .whitespaces)
      }
      guard cells.count == 6, let number = Int(cells[1]) else { return nil }
      self.number = number
      isHeld = !cells[2].hasPrefix("nothing")
      tests = cells[4].components(separatedBy: "<br>").compactMap { test in
        test.firstRange(of: ": ").map { (String(test[..<$0.lowerBound]), String(test[$0.upperBound...])) }
      }
    }
  }

  private let rules: [Rule]
  private let sources: SourceTree

  init() throws {
    let text = try String(contentsOfFile: PackageRoot.path("docs/trust.md"), encoding: .utf8)
    rules = text.split(separator: "\n").compactMap(Rule.init)
    sources = try SourceTree.tests.get()
  }

  @Test func `the table has every rule once`() {
    #expect(rules.map(\.number) == Array(1...30))
  }

  @Test func `each rule has tests of the names that stand there`() {
    for rule in rules {
      #expect(rule.isHeld ? rule.tests.count >= 2 : rule.tests.isEmpty, "rule \(rule.number)")
      for test in rule.tests {
        let files = sources.targets[test.target] ?? []
        #expect(
          files.contains { $0.text.contains("func `\(test.name)`") },
          "rule \(rule.number): \(test.target): \(test.name)")
      }
    }
  }

  /// A test that says `rule 9` in its name is about a rule of the table.
  @Test func `no test names a rule that does not exist`() throws {
    let pattern = try Regex(#"func `[^`]*`"#)
    let number = try Regex(#"\brule (\d+)\b"#, as: (Substring, Substring).self)
    for file in sources.files where file.mentions(["rule "]) {
      for name in file.text.matches(of: pattern).map(\.0) {
        for match in file.text[name.startIndex..<name.endIndex].matches(of: number) {
          #expect((1...30).contains(Int(match.1) ?? 0), "\(file): \(name)")
        }
      }
    }
  }
}
