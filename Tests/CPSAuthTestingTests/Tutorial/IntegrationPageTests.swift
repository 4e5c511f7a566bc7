import Foundation
import TestSupport
import Testing

/// docs/integrate.md shows code and files that run, and no other.
@Suite struct IntegrationPageTests {
  private let page: String

  init() throws {
    page = try String(contentsOfFile: PackageRoot.path("docs/integrate.md"), encoding: .utf8)
  }

  /// The blocks of one language, without their fences.
  private func blocks(_ language: String) -> [String] {
    page.components(separatedBy: "```\(language)\n").dropFirst().compactMap {
      $0.components(separatedBy: "```").first
    }
  }

  @Test func `each piece of Swift is one of the file that is compiled and run here`() throws {
    let file = try String(
      contentsOfFile: PackageRoot.path("Tests/CPSAuthTestingTests/Tutorial/PharmacyTutorial.swift"),
      encoding: .utf8)
    let pieces = file.components(separatedBy: "// tutorial: ").dropFirst().compactMap { piece -> String? in
      let lines = piece.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      return lines.count == 2 && lines[0] != "end" ? String(lines[1]) : nil
    }
    #expect(pieces.count == 5)
    #expect(blocks("swift") == pieces)
  }

  @Test func `each file that the page names is there`() throws {
    let pattern = try Regex(
      #"\((examples/[^)]+|[a-z-]+\.md)(#[^)]*)?\)"#, as: (Substring, Substring, Substring?).self)
    let links = page.matches(of: pattern).map { String($0.1) }
    #expect(links.count > 5)
    for link in links {
      #expect(FileManager.default.fileExists(atPath: PackageRoot.path("docs/\(link)")), "\(link)")
    }
  }
}
