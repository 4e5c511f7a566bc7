import CPSDiagnostics
import Foundation
import TestSupport
import Testing

/// `docs/refusals.md` says what the catalogue and the tests say.
@Suite struct RefusalPageTests {
  /// One line of its table.
  private struct Refusal {
    let code: String
    let exitStatus: Int32
    let tests: [(target: String, name: String)]

    init?(_ line: Substring) {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 5, let status = Int32(cells[2]) else { return nil }
      code = cells[1].trimmingCharacters(in: ["`"])
      exitStatus = status
      tests = cells[4].components(separatedBy: "<br>").compactMap { test in
        test.firstRange(of: ": ").map { (String(test[..<$0.lowerBound]), String(test[$0.upperBound...])) }
      }
    }
  }

  private let refusals: [Refusal]
  private let sources: SourceTree

  init() throws {
    let text = try String(contentsOfFile: PackageRoot.path("docs/refusals.md"), encoding: .utf8)
    refusals = text.split(separator: "\n").compactMap(Refusal.init)
    sources = try SourceTree.tests.get()
  }

  @Test func `each refusal is a row with this exit status and both texts`() throws {
    #expect(refusals.count > 30)
    for refusal in refusals {
      let row = try #require(DiagnosticCatalogue.row(code: refusal.code), "\(refusal.code)")
      #expect(row.exitStatus.rawValue == refusal.exitStatus, "\(refusal.code)")
      for language in Language.allCases {
        #expect(!CPSError(row).message(in: language).isEmpty, "\(refusal.code)")
        #expect(!CPSError(row).hint(in: language).isEmpty, "\(refusal.code)")
      }
    }
  }

  @Test func `each refusal has a test of the name that stands there`() {
    for refusal in refusals {
      #expect(!refusal.tests.isEmpty, "\(refusal.code)")
      for test in refusal.tests {
        let files = sources.targets[test.target] ?? []
        #expect(files.contains { $0.text.contains("func `\(test.name)`") }, "\(test.target): \(test.name)")
      }
    }
  }
}
