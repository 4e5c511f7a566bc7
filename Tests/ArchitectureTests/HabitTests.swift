import Foundation
import TestSupport
import Testing

/// What nobody writes here, checked where a reader's eye may slip.
@Suite struct HabitTests {
  private let sources: SourceTree
  private let tests: SourceTree

  init() throws {
    sources = try SourceTree.product.get()
    tests = try SourceTree.tests.get()
  }

  struct Ban: Sendable, CustomTestStringConvertible {
    /// What a file and a line must contain to be looked at closely: the expressions are slow.
    let words: [String]
    let pattern: String
    let reason: String
    var exempt: [String] = []
    var testDescription: String { reason }
  }

  private static let bans = [
    Ban(words: ["try!"], pattern: #"\btry!"#, reason: "a crash on bad input"),
    Ban(words: ["as!"], pattern: #"\bas!"#, reason: "a crash on bad input"),
    Ban(
      words: ["fatal", "precondition", "assertionFailure"],
      pattern: #"\b(fatalError|preconditionFailure|precondition|assertionFailure)\("#, reason: "a crash"),
    Ban(
      words: ["rint(", "dump(", "NSLog"], pattern: #"(^|[^\w.])(print|debugPrint|dump|NSLog)\("#,
      reason: "a library does not speak by itself"),
    Ban(words: ["Date()"], pattern: #"(^|\W)Date\(\)"#, reason: "the clock is injected"),
    Ban(
      words: ["andom"], pattern: #"SystemRandomNumberGenerator|\.random\(in:"#,
      reason: "randomness is injected"),
    Ban(words: ["Bundle"], pattern: #"\bBundle\.module\b"#, reason: "crashes an installed binary"),
    Ban(
      words: ["spawn", "fork(", "Process("], pattern: #"\b(posix_spawnp?|fork|vfork)\(|(^|\W)Process\(\)"#,
      reason: "only the command that runs the server, and the transport to the mail program, start a process",
      exempt: ["Sources/CPSAuthCLI/", "Sources/CPSAuthServerCLI/Notices/SendmailTransport.swift"]),
  ]

  @Test(arguments: bans)
  func whatIsBannedIsNotWritten(ban: Ban) throws {
    let pattern = try Regex(ban.pattern)
    for file in sources.files where file.mentions(ban.words) {
      guard !ban.exempt.contains(where: { file.path.hasPrefix($0) }) else { continue }
      for line in file.code where ban.words.contains(where: { line.text.contains($0) }) {
        #expect(!line.text.contains(pattern), "\(file):\(line.number): \(ban.reason)")
      }
    }
  }

  @Test func noFileIsLongerThan400Lines() {
    for file in sources.files + tests.files {
      #expect(file.lines.count <= 400, "\(file)")
    }
  }

  @Test func uncheckedConcurrencySaysItsInvariant() {
    for file in sources.files where file.mentions(["@unchecked Sendable", "nonisolated(unsafe)"]) {
      #expect(file.mentions(["INVARIANT"]), "\(file)")
    }
  }

  @Test func onlyTestSupportStartsProcesses() throws {
    let pattern = try Regex(#"\bposix_spawnp?\(|(^|\W)Process\(\)"#)
    for file in testsProper where file.mentions(["posix_spawn", "Process("]) {
      #expect(!file.code.contains { $0.text.contains(pattern) }, "\(file)")
    }
  }

  /// Nobody who owns a real reader and card can be harmed by the tests: a connection is one that the guard
  /// made, or leads to a simulated resource manager.
  @Test func noTestReachesAReaderPastTheGuard() {
    for file in testsProper where file.mentions(["PCSCConnection("]) {
      #expect(
        !file.code.contains { $0.text.contains("PCSCConnection(") && !$0.text.contains("of: pcsc,") },
        "\(file)")
    }
  }

  /// All tests but the machinery that they stand on, and this page.
  private var testsProper: [SourceTree.File] {
    tests.files.filter { file in
      !["Tests/TestSupport/", "Tests/ArchitectureTests/"].contains { file.path.hasPrefix($0) }
    }
  }

  @Test func everyRoomHasItsTests() {
    let untested = sources.targets.filter { target, files in
      !files.isEmpty
        && !files.contains { $0.path.hasSuffix("/main.swift") || $0.lines.contains { $0.hasPrefix("@main") } }
        && tests.targets[target + "Tests"] == nil
    }
    #expect(untested.keys.sorted() == [])
  }

  @Test func whatIsBuiltIsNotTracked() async throws {
    let root = PackageRoot.url.path
    guard FileManager.default.fileExists(atPath: root + "/.git") else {
      try Test.cancel("not a git checkout")
    }
    let listing = try await ChildProcess.run("git", ["-C", root, "ls-files"])
    let files = listing.output.split(separator: "\n")
    #expect(listing.outcome == .exited(0))
    #expect(files.contains("Package.swift"))
    let built = files.filter { file in
      file.split(separator: "/").contains { [".build", ".swiftpm", "__pycache__"].contains($0) }
        || file == "Package.resolved" || file.hasSuffix(".profraw")
    }
    #expect(built == [])
  }
}
