import TestSupport
import Testing

/// The command tree, exactly: what is there works, what does not work is not there.
@Suite struct HelpTests {
  private func commands(in help: String, under heading: String = "SUBCOMMANDS:") -> [String] {
    let lines = help.split(separator: "\n", omittingEmptySubsequences: false)
    let listed = lines.drop { $0 != heading }.dropFirst().prefix { $0.hasPrefix("  ") }
    // A command stands two blanks in, what continues its description further.
    return listed.filter { !$0.hasPrefix("   ") }.compactMap {
      $0.split(separator: " ").first.map(String.init)
    }
  }

  @Test(
    arguments: [
      (
        [],
        [
          "login", "step-up", "status", "logout", "readers", "card", "doctor", "call", "approve", "serve",
          "trust", "verify", "verify-signature", "policy", "audit", "exposure", "virtual-card",
        ]
      ),
      (["card"], ["show", "certificates", "pin"]), (["card", "pin"], ["status", "change", "unblock"]),
      (["trust"], ["list", "import", "fetch", "check", "bundle"]),
      (["audit"], ["verify", "export", "open", "alarms", "quotas"]),
      (["exposure"], ["count", "list", "notify"]),
      (["policy"], ["check", "test", "replay", "reviews", "locked-out"]),
      (["virtual-card"], ["make", "run"]),
    ] as [([String], [String])])
  func `help shows the tree and nothing else`(path: [String], expected: [String]) async throws {
    let workstation = try Workstation()
    let done = try await ChildProcess.run(
      BuiltProduct.path("cpsauth"), path + ["--help"], environment: workstation.environment)
    #expect(done.outcome == .exited(0))
    #expect(commands(in: done.output) == expected)
  }

  @Test func `help speaks both languages`() async throws {
    let workstation = try Workstation()
    #expect(try await workstation.run("login", "--help").output.contains("Logs in to a service"))
    let french = try await workstation.run("login", "--help", with: ["LC_ALL": "fr_FR.UTF-8"])
    #expect(french.output.contains("Se connecte à un service"))
    let overridden = try await workstation.run("login", "--help", "--lang", "fr")
    #expect(overridden.output.contains("Se connecte à un service"))
  }

  @Test func `the version is one line`() async throws {
    let shown = try await Workstation().run("--version")
    #expect(shown.status == 0)
    #expect(shown.output.hasPrefix("cpsauth "))
    #expect(shown.objects.count == 1)
  }

  @Test func `call and approve offer what a policy may ask for`() async throws {
    let call = try await Workstation().run("call", "--help").output
    for option in ["--subject", "--reason <text>", "--break-glass", "--server"] {
      #expect(call.contains(option), "\(option)")
    }
    #expect(
      try await Workstation().run("call", "--help", "--lang", "fr").output.contains("Déclare une urgence"))
    let approve = try await Workstation().run("approve", "--help").output
    for option in ["--for <id>", "--account <name>", "--subject", "--server"] {
      #expect(approve.contains(option), "\(option)")
    }
    #expect(
      try await Workstation().run("approve", "--help", "--lang", "fr").output.contains("seconde personne"))
  }

  @Test(arguments: [
    ["approve", "infopatient.lookup", "--subject", "1"],
    ["approve", "infopatient.lookup", "--subject", "1", "--for", "899900123011", "--account", "alix"],
    ["approve", "infopatient.lookup", "--for", "899900123011"],
    ["approve", "--for", "899900123011", "--subject", "1"],
    ["call", "infopatient.lookup", "--reason"],
  ])
  func `an agreement for nobody, for two, or about nobody is no command`(arguments: [String]) async throws {
    #expect(try await Workstation().run(arguments: arguments).status == 64)
  }

  @Test func `login offers what works`() async throws {
    let help = try await Workstation().run("login", "--help").output
    for option in [
      "--server", "--reader", "--wait", "--pin-fd", "--last-try", "--stay", "--exclusive", "--json", "--lang",
    ] {
      #expect(help.contains(option))
    }
    #expect(!help.contains("--pin "))
  }
}
