import TestSupport
import Testing

/// `cpsauth card` with a PIN, before a real resource manager.
@Suite(.serialized) struct CardCodeSystemTests {
  private func run(
    _ bench: CommandBench, _ words: [String], typing lines: String
  ) async throws -> (status: Int32, output: String) {
    let place = Array(bench.arguments.suffix(4))
    let done = try await ChildProcess.run(
      BuiltProduct.path("cpsauth"), ["card"] + words + place + ["--pin-fd", "0", "--json"],
      environment: bench.environment, input: .bytes(Array(lines.utf8)))
    guard case .exited(let status) = done.outcome else { throw TestSupportError("\(done.outcome)") }
    return (status, done.output)
  }

  @Test func `a PIN is changed, and the new one holds`() async throws {
    let bench = try await CommandBench()
    let changed = try await run(bench, ["pin", "change"], typing: "1234\n4711\n")
    #expect(changed.status == 0)
    #expect(changed.output.contains(#""tries_left":3"#))
    #expect(try await run(bench, ["pin", "change"], typing: "1234\n0815\n").status == 20)
    #expect(bench.triesLeft == 2)
    #expect(try await run(bench, ["pin", "change"], typing: "4711\n1234\n").status == 0)
  }

  @Test func `a blocked PIN is unblocked, and the last try needs --last-try`() async throws {
    let bench = try await CommandBench()
    for left in [2, 1] {
      #expect(try await run(bench, ["pin", "change"], typing: "9999\n4711\n").status == 20)
      #expect(bench.triesLeft == UInt8(left))
    }
    let refused = try await run(bench, ["pin", "change"], typing: "9999\n4711\n")
    #expect(refused.output.contains("pin.last-try"))
    #expect(bench.triesLeft == 1)
    #expect(try await run(bench, ["pin", "change", "--last-try"], typing: "9999\n4711\n").status == 21)
    #expect(bench.triesLeft == 0)
    #expect(try await run(bench, ["pin", "change"], typing: "1234\n4711\n").status == 21)
    let unblocked = try await run(bench, ["pin", "unblock"], typing: "12345678\n4711\n")
    #expect(unblocked.status == 0)
    #expect(bench.triesLeft == 3)
  }

  @Test func `what the PIN guards is shown with it alone`() async throws {
    let bench = try await CommandBench()
    let without = try await bench.run(["card", "show", "--json"] + bench.arguments.suffix(4))
    #expect(without.status == 0)
    #expect(without.output.contains(#""state":"closed""#))
    #expect(bench.verifications == 0)
    let with = try await run(bench, ["show", "--with-pin"], typing: "1234\n")
    #expect(with.status == 0)
    #expect(!with.output.contains(#""state":"closed""#))
    #expect(bench.verifications == 1)
    #expect(try await run(bench, ["show", "--with-pin"], typing: "9999\n").status == 20)
  }
}
