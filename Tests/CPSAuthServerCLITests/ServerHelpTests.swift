import TestSupport
import Testing

/// The commands of `cpsauth-server`, exactly: what is there works, what does not work is not there.
@Suite struct ServerHelpTests {
  private func help(_ arguments: String..., language: String = "en") async throws -> String {
    let done = try await ChildProcess.run(
      BuiltProduct.path("cpsauth-server"), arguments + ["--help"],
      environment: ["LC_ALL": "\(language).UTF-8"])
    #expect(done.outcome == .exited(0))
    return done.output
  }

  private func commands(in help: String) -> [String] {
    let lines = help.split(separator: "\n", omittingEmptySubsequences: false)
    let listed = lines.drop { $0 != "SUBCOMMANDS:" }.dropFirst().prefix { $0.hasPrefix("  ") }
    // A command stands two blanks in, what continues its description further.
    return listed.filter { !$0.hasPrefix("   ") }.compactMap {
      $0.split(separator: " ").first.map(String.init)
    }
  }

  @Test func `help shows the tree and nothing else, in both languages`() async throws {
    #expect(
      try await commands(in: help()) == [
        "run", "sessions", "delegations", "telephone", "exposure", "accounts", "bans", "contacts", "watch",
        "check",
      ])
    #expect(try await commands(in: help("watch")) == ["list", "add", "remove"])
    #expect(try await commands(in: help("bans")) == ["list", "add", "lift"])
    #expect(try await commands(in: help("contacts")) == ["import", "show", "remove"])
    #expect(try await commands(in: help("sessions")) == ["list", "end"])
    #expect(try await commands(in: help("delegations")) == ["list", "revoke"])
    #expect(try await help("delegations").contains("OVERVIEW: What professionals delegated"))
    #expect(
      try await help("delegations", language: "fr_FR").contains("OVERVIEW: Ce que des professionnels"))
    #expect(
      try await commands(in: help("accounts")) == ["import", "list", "flag", "clear", "unblock", "respond"])
    #expect(try await commands(in: help("telephone")) == ["import", "list", "remove", "delegates"])
    #expect(
      try await help("telephone", language: "fr_FR").contains("OVERVIEW: La vérification par téléphone"))
    #expect(try await help("sessions").contains("OVERVIEW: The sessions of the service"))
    #expect(
      try await help("sessions", language: "fr_FR").contains("OVERVIEW: Les sessions du service"))
  }
}
