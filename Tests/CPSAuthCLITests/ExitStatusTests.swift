import Foundation
import TestSupport
import Testing

/// How commands end, and what they say to people and to programs.
@Suite struct ExitStatusTests {
  @Test func `login without a known service is an error with a hint`() async throws {
    let result = try await Workstation().run("login")
    #expect(result.status == 64)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("--server URL"))
  }

  @Test func `FT-07 the same in French, by environment and by flag`() async throws {
    let workstation = try Workstation()
    for language in ["fr", "fr_FR.UTF-8", "fr_CA"] {
      let result = try await workstation.run("login", with: ["LC_ALL": language])
      #expect(result.errors.contains("Aucun service n’est indiqué."))
    }
    #expect(try await workstation.run("login", "--lang", "fr").errors.contains("Aucun service"))
    let arabic = try await workstation.run("login", with: ["LC_ALL": "ar_EG.UTF-8"])
    #expect(arabic.errors.contains("No service is named."))
  }

  @Test func `programs read codes`() async throws {
    let result = try await Workstation().run("login", "--json")
    #expect(result.status == 64)
    let object = try #require(result.objects.first)
    #expect(object.contains(#""code":"service.unknown""#))
    #expect(object.contains(#""exit_status":64"#))
    #expect(object.contains(#""schema":1"#))
    #expect(result.objects.count == 1)
  }

  @Test(arguments: [
    ["--nonsense"], ["fly"], ["login", "--wait", "soon"], ["login", "--lang", "de"], ["serve"],
  ])
  func `a wrong command line ends with 64`(arguments: [String]) async throws {
    let workstation = try Workstation()
    let done = try await ChildProcess.run(
      BuiltProduct.path("cpsauth"), arguments, environment: workstation.environment)
    #expect(done.outcome == .exited(64))
    #expect(done.output.isEmpty)
    let programs = try await ChildProcess.run(
      BuiltProduct.path("cpsauth"), arguments + ["--json"], environment: workstation.environment)
    #expect(programs.outcome == .exited(64))
    #expect(programs.output.contains(#""code":"usage""#))
  }

  @Test(arguments: ["http://127.0.0.1:8080", "http://service.example"])
  func `plain http is for synthetic cards on this machine`(server: String) async throws {
    let result = try await Workstation().run("login", "--json", "--server", server)
    #expect(result.status == 64)
    #expect(result.output.contains("service.insecure"))
  }

  @Test func `localhost is told apart from a foreign host`() async throws {
    let result = try await Workstation().run("login", "--json", "--server", "http://localhost:8080")
    #expect(result.status == 64)
    #expect(result.output.contains("service.local-name"))
    #expect(result.errors.contains("127.0.0.1"))
  }

  @Test func `status ends with 1 when nobody is logged in`() async throws {
    let workstation = try Workstation()
    #expect(try await workstation.run("status").status == 1)
    let call = try await workstation.run(
      "call", "infopatient.lookup", "--subject", "-", input: .bytes([0x31]))
    #expect(call.status == 1)
    #expect(try await workstation.run("logout").status == 0)
  }

  @Test(.timeLimit(.minutes(1))) func `a subject without end is refused at once`() async throws {
    let workstation = try Workstation()
    let done = try await ChildProcess.run(
      "sh",
      [
        "-c", "exec \"$0\" call infopatient.lookup --subject - --json </dev/zero",
        BuiltProduct.path("cpsauth"),
      ],
      environment: workstation.environment)
    #expect(done.outcome == .exited(65))
    #expect(done.output.contains("gate.subject-malformed"))
  }

  @Test(arguments: ["1", "2"])
  func `a PIN is not read from where messages go`(number: String) async throws {
    let workstation = try Workstation(["CPSAUTH_ENVIRONMENT": "synthetic"])
    let result = try await workstation.run(
      "login", "--server", "http://127.0.0.1:9", "--pin-fd", number, "--json")
    #expect(result.status == 64)
    #expect(result.output.contains("pin.descriptor-unusable"))
  }

  @Test func `without a runtime directory there is no agent`() async throws {
    let result = try await Workstation().run("status", "--json", with: ["XDG_RUNTIME_DIR": ""])
    #expect(result.status == 69)
    #expect(result.output.contains("agent.unavailable"))
  }

  @Test func `a runtime directory of everybody is refused`() async throws {
    let workstation = try Workstation()
    #expect(chmod(workstation.home.path("runtime"), 0o755) == 0)
    let result = try await workstation.run("status", "--json")
    #expect(result.status == 77)
    #expect(result.output.contains("agent.foreign"))
  }

  @Test func `FT-08 a service that is down is told before anything is asked`() async throws {
    let workstation = try Workstation(["CPSAUTH_ENVIRONMENT": "synthetic"])
    let result = try await workstation.run(
      "login", "--json", "--server", "http://127.0.0.1:9", "--pin-fd", "0")
    #expect(result.status == 69)
    #expect(result.output.contains("service.unreachable"))
  }

  @Test func `HR-01 without pcscd the error says so`() async throws {
    let result = try await Workstation().run("readers", "--json")
    #expect(result.status == 10)
    #expect(result.output.contains(#""code":"reader.service-"#))
  }

  @Test(arguments: [
    ("server: https://a.example\nserver: https://b.example\n", ":1:1"),
    ("srver: https://a.example\n", ":1:1"),
    ("wait: soon\n", ":1:7"), ("environment: staging\n", ":1:14"), ("server: nowhere\n", ":1:9"),
  ])
  func `a configuration is refused with its place`(text: String, place: String) async throws {
    let workstation = try Workstation()
    try workstation.write(text, to: ".config/cpsauth/config.yaml")
    let result = try await workstation.run("login", "--json")
    #expect(result.status == 78)
    #expect(result.output.contains("config.yaml\(place)"))
  }

  @Test func `a flag comes before the environment, and that before the file`() async throws {
    let workstation = try Workstation()
    try workstation.write("server: http://127.0.0.1:3\n", to: ".config/cpsauth/config.yaml")
    let file = try await workstation.run("login", "--json")
    #expect(file.output.contains("http://127.0.0.1:3"))
    let variables = ["CPSAUTH_SERVER": "http://127.0.0.1:2"]
    let variable = try await workstation.run("login", "--json", with: variables)
    #expect(variable.output.contains("http://127.0.0.1:2"))
    let flag = try await workstation.run(
      "login", "--json", "--server", "http://127.0.0.1:1", with: variables)
    #expect(flag.output.contains("http://127.0.0.1:1"))
  }

  @Test func `serve says which package is missing`() async throws {
    let workstation = try Workstation()
    let copy = workstation.home.path("cpsauth")
    try FileManager.default.copyItem(atPath: BuiltProduct.path("cpsauth"), toPath: copy)
    let done = try await ChildProcess.run(
      copy, ["serve", "--config", "x.yaml", "--json"], environment: workstation.environment)
    #expect(done.outcome == .exited(69))
    #expect(done.output.contains("component.missing"))
    #expect(done.output.contains("cpsauth-server"))
  }
}
