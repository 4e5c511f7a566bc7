import CPSDiagnostics
import TestSupport
import Testing

/// Secrets stay with the process that read them.
@Suite struct ForkedServiceTests {
  @Test func `CA-15 a forked child makes nothing of wiped secrets, and its parent works on`() async throws {
    let done = try await ChildProcess.run(BuiltProduct.path("forked-service"))
    #expect(done.outcome == .exited(0), "\(done.errors)")
    let uses = ["secret", "pseudonym", "challenge", "verify"]
    let refused = uses.map { "child \($0) \(Diagnostic.processForked.code)" } + ["child commands 0"]
    let made = uses.map { "parent \($0) done" } + ["parent commands 1"]
    #expect(done.output.split(separator: "\n").map(String.init) == refused + made)
  }
}
