import Foundation
import SyntheticIGC
import TestSupport
import Testing
import VirtualCPS

/// `cpsauth login --stay`: the card is watched by the agent, as all of it is installed.
@Suite(.serialized) struct StaySystemTests {
  private static let insured = "208137512536476\n"

  private func bench(_ card: SyntheticCard = .physician) async throws -> (CommandBench, ServiceProcess) {
    let tree = try IssuedTree()
    let service = try await ServiceProcess.genuine(trusting: tree)
    return (try await CommandBench(tree.image(of: card), before: service), service)
  }

  private func stay(_ bench: CommandBench) async throws {
    let login = try await bench.login(typing: "1234", ["--stay"])
    #expect(login.status == 0, "\(login.output)")
    #expect(login.output.contains(#""kind":"watched""#))
  }

  @Test func `CL-10 the session ends when the card leaves, and the service refuses it`() async throws {
    let (bench, _) = try await bench()
    try await stay(bench)
    #expect(
      try await bench.run("call", "infopatient.lookup", "--subject", "-", input: Self.insured).status == 0)
    await bench.removeCard()
    try await eventually("the end of the session") { try await bench.run("status").status == 1 }
    let status = try await bench.run("status", "--json")
    #expect(status.output.contains("session.card-left"))
    let call = try await bench.run(
      "call", "infopatient.lookup", "--subject", "-", "--json", input: Self.insured)
    #expect(call.status == 1)
    #expect(bench.verifications == 1)
  }

  @Test func `a pcscd that starts again is survived by the same card`() async throws {
    let (bench, _) = try await bench()
    // However slow the machine: this is not about the length of the grace.
    let agent = try ChildProcess(
      BuiltProduct.path("cpsauth"), ["agent", "--grace", "10m"], environment: bench.environment)
    try await agent.waitForOutput("ready")
    try await stay(bench)
    let looks = bench.serialReads
    try await bench.restartDaemon()
    try await eventually("the card was asked again who it is") { bench.serialReads > looks }
    let status = try await bench.run("status", "--json")
    #expect(status.status == 0)
    #expect(status.output.contains(#""kind":"watched""#))
    #expect(bench.verifications == 1)
  }

  @Test func `CC-03 another card in its place ends the session`() async throws {
    let (bench, _) = try await bench()
    try await stay(bench)
    try await bench.exchangeCard(for: IssuedTree().image(of: .nurse))
    try await eventually("the end of the session") { try await bench.run("status").status == 1 }
    #expect(bench.verifications == 1)
  }

  @Test func `a screen that logind says is locked ends the session`() async throws {
    let (bench, _) = try await bench()
    let tools = try TemporaryDirectory()
    try FileManager.default.copyItem(atPath: CommandBench.script("gdbus"), toPath: tools.path("gdbus"))
    let agent = try ChildProcess(
      BuiltProduct.path("cpsauth"), ["agent"],
      environment: bench.environment.merging(["PATH": "\(tools.url.path):/usr/bin:/bin"]) { $1 })
    try await agent.waitForOutput("ready")
    try await stay(bench)
    try Data().write(to: tools.url.appending(path: "lock"))
    try await eventually("the end of the session") { try await bench.run("status").status == 1 }
    #expect(try await bench.run("status", "--json").output.contains("session.screen-locked"))
  }

  @Test func `FT-06 an agent that is told to end tells the service first`() async throws {
    let (bench, service) = try await bench()
    let agent = try ChildProcess(
      BuiltProduct.path("cpsauth"), ["agent"], environment: bench.environment)
    try await agent.waitForOutput("ready")
    try await stay(bench)
    let database = try #require(service.database)
    let before = try await bench.run("audit", "verify", database, "--json")
    agent.signal(SIGTERM)
    #expect(try await agent.wait() == .exited(0))
    // The logout is the one entry that was added.
    let after = try await bench.run("audit", "verify", database, "--json")
    #expect(after.status == 0)
    #expect(after.output != before.output)
  }

  @Test func `the screen locker of a desktop without logind ends it`() async throws {
    let (bench, _) = try await bench()
    try await stay(bench)
    #expect(try await bench.run("logout", "--locked").status == 0)
    #expect(try await bench.run("status").status == 1)
  }
}
