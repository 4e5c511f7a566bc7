import Foundation
import TestSupport
import Testing

/// The prompt of `cpsauth login` in a real terminal, before a real resource manager.
@Suite(.serialized) struct PromptSystemTests {
  private static let prompt = #"{"expect": "PIN (4 digits):", "silent": true}"#

  @Test func `stars only, and Ctrl-C gives the echo back and spends nothing`() async throws {
    let bench = try await CommandBench()
    let session = try await bench.inTerminal(
      #"[\#(Self.prompt), {"send": "97"}, {"expect": "**"}, {"send": "\u0003"}]"#)
    #expect(session.exited == 22)
    #expect(session.noted == [false, false])
    #expect(session.echoes)
    #expect(session.shown.contains("Tries left: 3 (three)."))
    let typed = try #require(session.shown.components(separatedBy: "PIN (4 digits):").last)
    #expect(!typed.contains("9"))
    #expect(bench.verifications == 0)
  }

  @Test(arguments: [("SIGINT", 2), ("SIGTERM", 15), ("SIGHUP", 1)] as [(String, Int32)])
  func `FT-06 a signal in the prompt gives the echo back`(name: String, number: Int32) async throws {
    let bench = try await CommandBench()
    let session = try await bench.inTerminal(
      #"[\#(Self.prompt), {"send": "12"}, {"expect": "**"}, {"signal": "\#(name)"}]"#)
    #expect(session.signal == number)
    #expect(session.noted == [false, false])
    #expect(session.echoes)
    #expect(bench.verifications == 0)
  }

  @Test func `keys edit, and an entry of another form is asked for again`() async throws {
    let bench = try await CommandBench()
    let session = try await bench.inTerminal(
      #"""
      [\#(Self.prompt), {"send": "12\u007f\n"}, {"expect": "Nothing was sent"}, \#(Self.prompt),
       {"send": "\u0004"}]
      """#)
    #expect(session.exited == 22)
    #expect(session.echoes)
    #expect(bench.verifications == 0)
  }

  @Test func `a service that refuses after the prompt costs no try`() async throws {
    let bench = try await CommandBench()
    let session = try await bench.inTerminal(#"[\#(Self.prompt), {"send": "1234\n"}]"#)
    #expect(session.exited == 75)
    #expect(session.echoes)
    #expect(bench.verifications == 0)
  }

  @Test func `--pin-fd never asks`() async throws {
    let bench = try await CommandBench()
    let done = try await ChildProcess.run(
      BuiltProduct.path("cpsauth"), bench.arguments + ["--pin-fd", "0", "--json"],
      environment: bench.environment, input: .bytes(Array("1234\n".utf8)))
    #expect(done.outcome == .exited(75))
    #expect(done.output.contains("request.too-many"))
    #expect(!done.errors.contains("PIN (4"))
    #expect(bench.verifications == 0)
  }

  @Test func `--pin-fd refuses a terminal, which would show the PIN`() async throws {
    let bench = try await CommandBench()
    let session = try await bench.inTerminal("[]", ["--pin-fd", "0"])
    #expect(session.exited == 64)
    #expect(!session.shown.contains("PIN (4"))
    #expect(bench.verifications == 0)
  }

  @Test func `FT-05 without a terminal and without --pin-fd nobody can be asked`() async throws {
    let bench = try await CommandBench()
    let done = try await ChildProcess.run(
      "setsid", ["--wait", BuiltProduct.path("cpsauth")] + bench.arguments + ["--json"],
      environment: bench.environment)
    #expect(done.outcome == .exited(64))
    #expect(done.output.contains("pin.entry-unavailable"))
  }

  @Test func `readers and card are shown without the PIN`() async throws {
    let bench = try await CommandBench()
    let executable = try BuiltProduct.path("cpsauth")
    let place = Array(bench.arguments.suffix(4))
    let status = try await ChildProcess.run(
      executable, ["card", "pin", "status", "--json"] + place, environment: bench.environment)
    #expect(status.output.contains(#""tries_left":3"#))
    let card = try await ChildProcess.run(
      executable, ["card", "show", "--lang", "fr"] + place, environment: bench.environment)
    #expect(card.output.contains("98000101"))
    #expect(card.output.contains("FICTIF-MEDECIN"))
    let certificates = try await ChildProcess.run(
      executable, ["card", "certificates", "--json"] + place, environment: bench.environment)
    #expect(certificates.output.split(separator: "\n").count == 2)
    #expect(certificates.output.contains(#""role":"authentication""#))
    let readers = try await ChildProcess.run(
      executable, ["readers", "--json"], environment: bench.environment)
    #expect(readers.output.contains(#""card":"present""#))
    #expect(readers.output.split(separator: "\n").count == 2)
    #expect(bench.verifications == 0)
  }
}
