import CPSAuth
import CPSAuthSQLite
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTransport
import Foundation
import HTTPTestSupport
import TestSupport
import Testing

/// `cpsauth-server telephone` beside a server on one SQLite file, and the check that the server makes of it.
@Suite struct HostTelephoneCommandTests {
  private static let iban = "FR1420041010050500013M02606"

  private let host: ServerHost

  init() throws {
    host = try ServerHost(
      policy: [
        "version: test", "rules:",
        "  help-desk: {allow: [telephone.check], method: account, accounts: [pharmacie-demonstration]}",
      ], more: ["telephone: {key: secrets/telephone, epoch: \"2026-11\", create: true}"])
  }

  private func stop(_ server: ChildProcess) async throws {
    server.signal(SIGTERM)
    #expect(try await server.wait() == .exited(0))
  }

  private func run(
    _ arguments: String..., language: String = "en"
  ) async throws -> ServerHost.Result {
    try await host.run(["telephone"] + arguments, language: language)
  }

  private func file(_ text: String, mode: Int = 0o600) throws -> String {
    let path = host.folder.folder.path("details.txt")
    try Data(text.utf8).write(to: URL(filePath: path))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
    return path
  }

  @Test func `what the host registers the running server compares, and what it removes no longer`()
    async throws
  {
    let server = try await host.start()
    let imported = try await run(
      "import", try file("pharmacie-42;13M02\npharmacie-43;00042\n"), "--reason", "first lot")
    #expect(imported.status == 0, "\(imported.errors)")
    #expect(imported.output == "Accounts registered: 2\n")
    let station = try host.workstation()
    let token = try await station.accountToken()
    func check(_ account: String, _ caller: String) async throws -> Bool? {
      let body =
        #"{"schema":1,"account":"\#(account)","characters":"13m02","caller":\#(caller)}"#
      return try await station.send("POST", "/cpsauth/telephone/checks", body, token: token).json()[
        "confirmed"]
        as? Bool
    }
    let (professional, martin) = (#"{"role":"professional"}"#, #"{"role":"secretary","name":"Anne Martin"}"#)
    #expect(try await check("pharmacie-42", professional) == true)
    #expect(try await check("pharmacie-43", professional) == false)
    let declared = try await run("delegates", "declare;secretary;Anne Martin;pharmacie-42", language: "fr")
    #expect(declared.output.hasPrefix("Anne Martin (secrétariat), depuis 20"))
    #expect(try await check("pharmacie-42", martin) == true)
    #expect(
      try await run("delegates", "withdraw;secretary;Anne Martin;pharmacie-42").output == "No delegate\n")
    #expect(try await run("remove", "pharmacie-42").output == "What was registered is removed.\n")
    #expect(try await run("remove", "pharmacie-42", language: "fr").output == "Rien n’était enregistré.\n")
    #expect(try await check("pharmacie-42", professional) == false)
    try await stop(server)

    let events = try await host.events()
    let acts = events.filter { $0.kind == .hostAct }
    #expect(
      acts.map { $0.function?.rawValue } == [
        "telephone.import", "telephone.delegates", "telephone.delegates", "telephone.remove",
        "telephone.remove",
      ])
    #expect(acts.first?.reason == "first lot")
    #expect(events.filter { $0.facts["act"] == "registered" }.allSatisfy { $0.actor?.hostOperator != nil })
    let text = try await SQLiteStore.inspect(
      at: host.folder.folder.path("state.sqlite"), environment: .synthetic
    ).auditRecords(after: 0, limit: 1_000).map { String(decoding: $0.content, as: UTF8.self) }.joined()
    for said in ["13M02", "13m02", "00042"] { #expect(!text.contains(said)) }
  }

  @Test func `another key under the same epoch is refused, at the start and at an import`() async throws {
    try await stop(try await host.start())
    _ = try await run("import", try file("a;13M02\n"))
    let key = URL(filePath: host.folder.folder.path("secrets/telephone"))
    let kept = try Data(contentsOf: key)
    // As after a restore without the key: the start makes another one.
    try FileManager.default.removeItem(at: key)
    let refused = try ChildProcess(
      try BuiltProduct.path("cpsauth-server"), ["--config", host.configuration, "--json"], environment: [:])
    #expect(try await refused.wait() == .exited(78))
    #expect(refused.standardError.contains("another key than before under the epoch 2026-11"))
    let imported = try await run("import", try file("b;13M02\n"))
    #expect(imported.status == 78)
    #expect(try await run("list").output.split(separator: "\n").count == 1)
    try kept.write(to: key)
    try await stop(try await host.start())
  }

  @Test func `a list shows who is registered, and nothing of what is said`() async throws {
    try await stop(try await host.start())
    #expect(try await run("list").output == "No account\n")
    _ = try await run("import", try file("a;13M02\nb;13M03\n"))
    _ = try await run("delegates", "declare;accountant;Jean Roy;c")
    let listed = try await run("list", language: "fr")
    let lines = listed.output.split(separator: "\n").map(String.init)
    #expect(lines.count == 4)
    #expect(lines[0].hasPrefix("a : coordonnées enregistrées le 20"))
    #expect(lines[0].hasSuffix("clé de l’époque 2026-11"))
    #expect(lines[2] == "c : aucune coordonnée")
    #expect(lines[3].hasPrefix("  Jean Roy (comptable), depuis 20"))
    #expect(try await run("list", "account:b").output.hasPrefix("b: details registered 20"))
    #expect(try await run("list", "after:b").output.hasPrefix("c: no details\n"))
    let json = try await run("list", "--json").output
    #expect(json.contains(#""account":"a","delegates":[],"epoch":"2026-11""#))
    #expect(!json.contains("13M0"))
    #expect(
      try await run("list", "somebody").status == CPSError(.subjectMalformed).diagnostic.exitStatus.rawValue)
  }

  @Test
  func `a file that others may read, or with whole bank details, is refused, and nothing of it is taken`()
    async throws
  {
    try await stop(try await host.start())
    let open = try await run("import", try file("a;13M02\n", mode: 0o644))
    #expect(open.status == 78)
    let whole = try await run(
      "import", try file("a;13M02\nb;\(Self.iban)\n\nc;\(Self.iban.dropFirst(4))\n"), "--json")
    #expect(whole.status == 65)
    #expect(whole.output.contains(#""code":"telephone.import-refused""#))
    #expect(whole.output.contains(#""lines":"2, 4""#))
    for text in [whole.output, whole.errors] { #expect(!text.contains("3M02") && !text.contains("20041")) }
    #expect(try await run("import", host.folder.folder.path("absent")).status == 66)
    #expect(try await run("remove", Self.iban).errors.contains("20041") == false)
    #expect(try await run("delegates", "declare;boss;Anne;a").status != 0)
    #expect(try await run("list").output == "No account\n")
    #expect(
      try await host.events().filter { $0.kind == .hostAct }.map { $0.function?.rawValue } == [
        "telephone.list"
      ])
  }

  @Test func `without a section in the configuration there is nothing to do`() async throws {
    let text = try String(contentsOfFile: host.configuration, encoding: .utf8)
    let without = text.split(separator: "\n").filter {
      !$0.hasPrefix("telephone:") && !$0.contains("help-desk")
    }
    try Data(without.joined(separator: "\n").utf8).write(to: URL(filePath: host.configuration))
    for arguments in [["list"], ["remove", "a"], ["import", try file("a;13M02")], ["delegates", "list;a"]] {
      let done = try await ChildProcess.run(
        BuiltProduct.path("cpsauth-server"), ["telephone"] + arguments + ["--config", host.configuration],
        environment: [:])
      #expect(done.outcome == .exited(78))
    }
  }

  @Test func `check says what is wrong with the key, and makes none`() async throws {
    func findings() async throws -> String {
      try await ChildProcess.run(
        BuiltProduct.path("cpsauth-server"), ["check", "--config", host.configuration, "--lang", "en"],
        environment: [:]
      ).output
    }
    #expect(try await findings().contains("secrets/telephone will be made at the first start"))
    #expect(!FileManager.default.fileExists(atPath: host.folder.folder.path("secrets")))
    try await stop(try await host.start())
    let key = host.folder.folder.path("secrets/telephone")
    #expect(try await findings().contains("\(key), readable by the service alone"))
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: key)
    #expect(try await findings().contains("Obstacle: "))
    try FileManager.default.removeItem(atPath: key)
    try FileManager.default.copyItem(atPath: host.folder.folder.path("secrets/audit"), toPath: key)
    let copied = try await findings()
    #expect(copied.contains("the same bytes as"))
  }
}
