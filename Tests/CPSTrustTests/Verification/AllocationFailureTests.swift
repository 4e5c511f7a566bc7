import TestSupport
import Testing

/// A machine without memory refuses, and nothing else.
@Suite struct AllocationFailureTests {
  @Test func `FT-01 whichever allocation of libcrypto fails, no wrong proof is accepted`() async throws {
    // Some 7,000 verifications, which take minutes under a sanitizer.
    let done = try await ChildProcess.run(
      BuiltProduct.path("failing-allocations"), directory: PackageRoot.path("."), atMost: .seconds(900))
    #expect(done.outcome == .exited(0), "\(done.errors)")
    let counts = done.output.split(separator: "\n").map { $0.split(separator: " ") }
    #expect(counts.map { $0.first } == ["right", "revoked", "altered-certificate", "foreign-signature"])
    for count in counts { #expect((count.last.flatMap { Int($0) } ?? 0) > 100) }
  }
}
