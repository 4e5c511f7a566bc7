import Foundation
import TestSupport
import Testing

/// Debian's browser and what drives it, where `tools/test` has installed them.
private enum Browser {
  static let python = PackageRoot.path(".build/python/bin/python")
  static let script = PackageRoot.path("Tests/ReplaySystemTests/Scripts/check_page.py")
  private static let axe = PackageRoot.path(".build/python/lib")

  static var isThere: Bool {
    let files = FileManager.default
    guard ["/usr/bin/chromium", "/usr/bin/chromedriver", python].allSatisfy(files.isExecutableFile) else {
      return false
    }
    return (try? files.subpathsOfDirectory(atPath: axe))?.contains { $0.hasSuffix("axe.min.js") } ?? false
  }
}

/// The page of the replay as people see it: on a desktop, on a telephone, in the dark, on paper, and read aloud.
@Suite(
  .serialized,
  .enabled(if: Browser.isThere, "chromium, chromium-driver or axe-core-python is not there: tools/test"))
struct ReplayPageSystemTests {
  private static let found = Task {
    let folder = try TemporaryDirectory()
    let played = try await ChildProcess.run(
      try BuiltProduct.path("march-replay"), ["--scale", "1/1000", folder.path("replay")],
      atMost: .seconds(600))
    guard played.outcome == .exited(0) else { throw TestSupportError(played.errors) }
    var environment = ProcessInfo.processInfo.environment
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    // The browser keeps its profile there, and nowhere in somebody's home.
    environment["HOME"] = folder.url.path
    let looked = try await ChildProcess.run(
      Browser.python, [Browser.script, folder.path("replay/report.html"), folder.url.path],
      environment: environment, atMost: .seconds(300))
    guard looked.outcome == .exited(0) else { throw TestSupportError(looked.errors) }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(PageFindings.self, from: Data(looked.output.utf8))
  }

  private func views() async throws -> [(name: String, view: PageFindings.View)] {
    let found = try await Self.found.value
    return [("desktop", found.desktop), ("telephone", found.telephone), ("dark", found.dark)]
  }

  @Test func `there is something to see at every width, and nothing beyond the edge`() async throws {
    for (name, view) in try await views() {
      #expect(view.colours > 50, "\(name)")
      #expect((0.1..<0.98).contains(view.groundShare), "\(name)")
      #expect(view.height > 2_000, "\(name)")
      #expect(view.scrollWidth <= view.innerWidth, "\(name)")
      #expect(view.cut == [], "\(name)")
      #expect(view.smallestText >= 9, "\(name)")
    }
    let found = try await Self.found.value
    #expect((found.desktop.innerWidth, found.telephone.innerWidth) == (1_280, 390))
    #expect(found.telephone.width == 780)
  }

  @Test func `who asks for dark gets dark`() async throws {
    let found = try await Self.found.value
    #expect(found.desktop.ground.allSatisfy { $0 > 200 })
    #expect(found.dark.ground.allSatisfy { $0 < 60 })
  }

  @Test func `axe-core finds nothing`() async throws {
    for (name, view) in try await views() {
      #expect(view.axe == [], "\(name)")
      #expect(view.axePasses > 20, "\(name)")
    }
  }

  @Test func `nothing is loaded from elsewhere`() async throws {
    #expect(try await Self.found.value.requests == [])
  }

  @Test func `it prints on A4, with every act`() async throws {
    let paper = try await Self.found.value.paper
    #expect((2...8).contains(paper.pages))
    #expect(paper.size == [595, 842])
    #expect(paper.texts.allSatisfy { !$0.isEmpty })
    let all = paper.texts.joined(separator: " ")
    for text in [
      "Mars 2022, rejoué", "Mot de passe seul", "Jeton de session volé", "Carte volée", "English summary",
      "non vérifié",
    ] {
      #expect(all.contains(text), "\(text)")
    }
    // A row stays whole: the name of an act and its figures are on one page.
    #expect(paper.texts.contains { $0.contains("Mot de passe seul") && $0.contains("jamais") })
  }

  @Test func `it says what is known, what is doubtful and what is assumed`() async throws {
    let text = try await Self.found.value.text
    for word in [
      "Ce qui est connu", "Ce qui est supposé", "déduit, douteux", "aucune page publique trouvée", "85",
    ] {
      #expect(text.contains(word), "\(word)")
    }
  }
}
