import Foundation
import SyntheticIGC
import TestSupport
import Testing

/// From the card in a real reader to a function that runs, and every way it is refused: command, agent,
/// resource manager and service, each as it is installed.
@Suite(.serialized) struct SessionSystemTests {
  /// A fictitious insured person of the demonstration.
  private static let insured = "208137512536476\n"

  private func bench(_ card: SyntheticCard) async throws -> (CommandBench, ServiceProcess) {
    let tree = try IssuedTree()
    let service = try await ServiceProcess.genuine(trusting: tree)
    return (try await CommandBench(tree.image(of: card), before: service), service)
  }

  @Test func `a pharmacist logs in, calls, logs out, and the log is whole`() async throws {
    let (bench, service) = try await bench(.pharmacist)
    let early = try await bench.run("call", "infopatient.lookup", "--subject", "-", input: Self.insured)
    #expect(early.status == 1)
    let login = try await bench.login(typing: "1234")
    #expect(login.status == 0)
    #expect(login.output.contains(#""family_name":"FICTIF-PHARMACIEN""#))
    #expect(bench.verifications == 1)
    #expect(try await bench.run("status").status == 0)
    let call = try await bench.run(
      "call", "infopatient.lookup", "--subject", "-", "--json", input: Self.insured)
    #expect(call.status == 0)
    #expect(call.output.contains(#""function":"infopatient.lookup""#))
    let elsewhere = try await bench.run(
      "call", "infopatient.lookup", "--subject", "-", "--server", "https://other.example", "--json",
      input: Self.insured)
    #expect(elsewhere.output.contains("session.other-service"))
    #expect(try await bench.run("logout").status == 0)
    #expect(try await bench.run("status").status == 1)
    let database = try #require(service.database)
    let audit = try await bench.run("audit", "verify", database, "--json")
    #expect(audit.status == 0)
    #expect(audit.output.contains(#""whole":true"#))
    try await replay(database, on: bench)
  }

  /// Asks a policy that opens nothing to pharmacists about what was done.
  private func replay(_ database: String, on bench: CommandBench) async throws {
    let folder = try TemporaryDirectory()
    let text = """
      version: physicians
      rules:
        physicians: {allow: [infopatient.lookup], method: card, cards: [CPS], professions: [10]}
      """
    try Data(text.utf8).write(to: folder.url.appending(path: "policy.yaml"))
    let replay = try await bench.run(
      "policy", "replay", database, "--policy", folder.path("policy.yaml"), "--json")
    #expect(replay.status == 0)
    #expect(replay.output.contains(#""was_allowed":true"#))
    #expect(replay.output.contains(#""refused":1"#) && replay.output.contains(#""skipped":0"#))
  }

  @Test func `a wrong PIN costs one try, and the right one gives it back`() async throws {
    let (bench, _) = try await bench(.physician)
    let wrong = try await bench.login(typing: "9999")
    #expect(wrong.status == 20)
    #expect(wrong.output.contains(#""left":"2""#))
    #expect(bench.triesLeft == 2)
    #expect(try await bench.run("status").status == 1)
    #expect(try await bench.login(typing: "1234").status == 0)
    #expect(bench.triesLeft == 3)
    #expect(bench.verifications == 2)
  }

  @Test func `the last try is not spent without an express yes, nor a blocked card asked`() async throws {
    let (bench, _) = try await bench(.physician)
    _ = try await bench.login(typing: "9999")
    _ = try await bench.login(typing: "9999")
    let last = try await bench.login(typing: "1234")
    #expect(last.output.contains("pin.last-try"))
    #expect(bench.triesLeft == 1)
    let question = #"{"expect": "write “yes”:"}"#
    let refused = try await bench.inTerminal(#"[\#(question), {"send": "y\n"}]"#)
    #expect(refused.exited == 20)
    #expect(bench.verifications == 2)
    let spent = try await bench.inTerminal(
      #"[\#(question), {"send": "yes\n"}, {"expect": "digits):", "silent": true}, {"send": "9999\n"}]"#)
    #expect(spent.exited == 21)
    #expect(bench.triesLeft == 0)
    let blocked = try await bench.login(typing: "1234")
    #expect(blocked.status == 21)
    #expect(bench.verifications == 3)
  }

  @Test func `a card past its end is noticed before the prompt`() async throws {
    let (bench, _) = try await bench(.expired)
    let login = try await bench.login(typing: "1234")
    #expect(login.status == 30)
    #expect(login.output.contains("trust.certificate-expired"))
    #expect(bench.verifications == 0)
  }

  @Test(
    arguments: [
      ("revoked", 31, "trust.certificate-revoked"),
      ("signature-for-authentication", 32, "trust.not-authentication"),
    ] as [(String, Int32, String)])
  func `a card that the service refuses opens nothing`(
    name: String, status: Int32, code: String
  ) async throws {
    let card = try #require(SyntheticCard.all.first { $0.name == name })
    let (bench, _) = try await bench(card)
    let login = try await bench.login(typing: "1234")
    #expect(login.status == status)
    #expect(login.output.contains(code))
    #expect(bench.verifications == 1)
    #expect(bench.triesLeft == 3)
    #expect(try await bench.run("status").status == 1)
  }

  @Test func `a nurse is logged in, and refused what the policy does not open`() async throws {
    let (bench, _) = try await bench(.nurse)
    #expect(try await bench.login(typing: "1234").status == 0)
    let call = try await bench.run(
      "call", "infopatient.lookup", "--subject", "-", "--json", input: Self.insured)
    #expect(call.status == 34)
    #expect(call.output.contains("gate.denied"))
  }
}
