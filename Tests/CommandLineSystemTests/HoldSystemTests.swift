import Foundation
import SyntheticIGC
import TestSupport
import Testing

/// `cpsauth login --stay --exclusive`: the card signs its presence, and nobody else reaches it.
@Suite(.serialized) struct HoldSystemTests {
  private func bench() async throws -> (CommandBench, ServiceProcess) {
    let tree = try IssuedTree()
    let service = try await ServiceProcess.genuine(trusting: tree)
    return (try await CommandBench(tree.image(of: .physician), before: service), service)
  }

  /// A command that holds the card, once presence was signed.
  private func holder(_ bench: CommandBench) async throws -> ChildProcess {
    let process = try ChildProcess(
      BuiltProduct.path("cpsauth"), bench.arguments + ["--pin-fd", "0", "--stay", "--exclusive", "--json"],
      environment: bench.environment, input: .bytes(Array("1234\n".utf8)))
    try await process.waitForOutput("professional")
    try await eventually("a signed presence") {
      try await bench.run("status", "--json").output.contains(#""kind":"signed""#)
    }
    return process
  }

  private func place(_ bench: CommandBench) -> [String] { Array(bench.arguments.suffix(4)) }

  @Test func `CC-01 a held card refuses another program until the logout`() async throws {
    let (bench, _) = try await bench()
    let holder = try await holder(bench)
    let refused = try await bench.run(["card", "pin", "status", "--json"] + place(bench))
    #expect(refused.output.contains("card.busy"))
    #expect(try await bench.run("logout").status == 0)
    #expect(try await holder.wait() == .exited(0))
    #expect(try await bench.run(["card", "pin", "status", "--json"] + place(bench)).status == 0)
    #expect(bench.verifications == 1)
  }

  @Test func `Ctrl-C ends hold and session`() async throws {
    let (bench, _) = try await bench()
    let holder = try await holder(bench)
    holder.signal(SIGINT)
    #expect(try await holder.wait() == .exited(0))
    #expect(try await bench.run("status").status == 1)
  }

  @Test func `CL-10 a held card that is pulled out ends the session`() async throws {
    let (bench, _) = try await bench()
    let holder = try await holder(bench)
    await bench.removeCard()
    guard case .exited(let status) = try await holder.wait() else {
      Issue.record("the holder was ended by a signal")
      return
    }
    #expect(status != 0)
    #expect(try await bench.run("status").status == 1)
  }

  @Test func `HC-25 a holder that is killed leaves neither session nor verified PIN`() async throws {
    let (bench, _) = try await bench()
    let holder = try await holder(bench)
    holder.signal(SIGKILL)
    try await eventually("the end of the session") { try await bench.run("status").status == 1 }
    #expect(try await bench.run("status", "--json").output.contains("session.card-left"))
    let card = try await bench.run(["card", "show", "--json"] + place(bench))
    #expect(card.status == 0)
    #expect(card.output.contains(#""state":"closed""#))
    #expect(bench.verifications == 1)
  }
}
