import CPSAuth
import CPSDiagnostics
import CPSProof
import CPSTrust
import Foundation
import TestSupport
import Testing

@testable import CPSAuthServerCLI

@Suite struct ServerConfigurationTests {
  private static let example = PackageRoot.path("docs/examples/cpsauth-server.yaml")

  /// The example with one text replaced.
  private func example(_ old: String, _ new: String) throws -> [UInt8] {
    let text = String(decoding: try Data(contentsOf: URL(filePath: Self.example)), as: UTF8.self)
    #expect(text.contains(old))
    return Array(text.replacing(old, with: new).utf8)
  }

  private func refusal(_ old: String, _ new: String) throws -> [String: String]? {
    let bytes = try example(old, new)
    do throws(CPSError) {
      _ = try ServerConfiguration(bytes, named: "c.yaml")
      return nil
    } catch {
      #expect(error == CPSError(.configurationInvalid))
      return error.values
    }
  }

  @Test func `the example is read`() throws {
    let configuration = try ServerConfiguration.example()
    #expect(configuration.audience.text == "http://127.0.0.1:8460")
    #expect(configuration.environment == .synthetic)
    #expect(configuration.language == .french)
    #expect(configuration.listener == .loopback(host: "127.0.0.1", port: 8_460))
    #expect(configuration.database == .file(path: PackageRoot.path("docs/examples/state/cpsauth.sqlite")))
    #expect(configuration.secrets.areCreated)
    #expect(configuration.trust.grace == .standard)
    #expect(configuration.trust.refresh == .seconds(300))
    #expect(configuration.trust.strictness == .standard)
    #expect(configuration.trust.register == nil)
    #expect(configuration.sessions == .standard)
    #expect(configuration.requests == .standard)
    let policy = try configuration.policy.load(knowing: configuration.functions)
    #expect(policy.version == "2026-11-21")
    #expect(policy.rules.map(\.name) == ["physicians-and-pharmacists"])
    #expect(configuration.isDemonstration)
    guard case .file(let pins) = configuration.trust.pins else { throw TestSupportError("no pins file") }
    #expect(try PinsFile.fingerprints(at: pins).count == 9)
  }

  @Test(arguments: [
    ("address: 127.0.0.1:8460", "address: 0.0.0.0:8460"),
    ("address: 127.0.0.1:8460", "address: localhost:8460"),
    ("address: 127.0.0.1:8460", "address: 10.0.0.1:8460"),
    ("address: 127.0.0.1:8460", "address: \"[::]:8460\""),
    ("address: 127.0.0.1:8460", "address: 127.0.0.1"),
    ("address: 127.0.0.1:8460", "address: 127.0.0.1:65536"),
    ("address: 127.0.0.1:8460", "address: \":8460\""),
    ("address: 127.0.0.1:8460", "address: 127.0.0.1:8460\n  certificate: c.pem"),
    ("address: 127.0.0.1:8460", "address: 127.0.0.1:8460\n  socket: s.sock"),
    ("address: 127.0.0.1:8460", "address: 127.0.0.1:8460\n  certificate: c.pem\n  key: k.pem"),
    ("listen:\n  address: 127.0.0.1:8460", "listen: {}"),
  ])
  func `plain HTTP elsewhere than on this machine, and half of TLS, are refused`(old: String, new: String)
    throws
  {
    #expect(try refusal(old, new)?["place"]?.hasPrefix("c.yaml:") == true)
  }

  @Test(arguments: ["production", "test"])
  func `CA-07 worlds are not mixed`(world: String) throws {
    #expect(try refusal("environment: synthetic", "environment: \(world)") != nil)
  }

  @Test func `CA-07 production takes no pins from outside`() throws {
    let bytes = try example("environment: synthetic", "environment: production")
    let text = String(decoding: bytes, as: UTF8.self)
      .replacing("audience: http://127.0.0.1:8460", with: "audience: https://service.example")
      .replacing(
        "demonstration: true",
        with: "audit: {recipients: [officer.pem, deputy.pem]}\n"
          + "back-channel: {socket: s.sock, permits: {infopatient.lookup: nir}}")
    do throws(CPSError) {
      _ = try ServerConfiguration(Array(text.utf8), named: "c.yaml")
      Issue.record("accepted")
    } catch { #expect(error.values["detail"]?.contains("pins of production") == true) }
    let without = text.split(separator: "\n").filter { !$0.contains("pins-file:") }.joined(separator: "\n")
    let configuration = try ServerConfiguration(Array(without.utf8), named: "c.yaml")
    guard case .builtIn = configuration.trust.pins else { throw TestSupportError("not built in") }
  }

  @Test(arguments: [
    ("idle: 1h", "idle: 0s"), ("idle: 1h", "idle: 2h"), ("idle: 1h", "idle: -5m"),
    ("absolute: 4h", "absolute: 5h"),
    ("absolute: 4h", "absolute: 876000h"), ("absolute: 4h", "absolute: 30m"),
    ("revocation-grace: 24h", "revocation-grace: 73h"),
    ("revocation-grace: 24h", "revocation-grace: 30m"), ("refresh: 5m", "refresh: 0s"),
    ("refresh: 5m", "refresh: 2h"), ("per-second: 10", "per-second: 0"), ("burst: 40", "burst: -1"),
    ("burst: 40", "burst: 1000000"), ("burst: 40", "burst: 40.5"),
  ])
  func `CA-08 a time or a number out of range is refused where it stands`(old: String, new: String) throws {
    #expect(try refusal(old, new)?["place"]?.hasPrefix("c.yaml:") == true)
  }

  @Test(arguments: [
    ("audience: http://127.0.0.1:8460", "audience: http://service.example"),
    ("audience: http://127.0.0.1:8460", "audience: https://service.example/path"),
    ("language: fr", "language: de"), ("demonstration: true", "demonstration: yes"),
    ("demonstration: true", "demonstrations: true"), ("method: card", "method: password"),
    ("cards: [CPS]", "cards: [CPX]"), ("cards: [CPS]", "cards: []"),
    ("professions: [10, 21]", "professions: [11]"),
    ("professions: [10, 21]", "professions: []"), ("professions: [10, 21]", "professions: [ten]"),
    ("      professions: [10, 21]\n", ""), ("[infopatient.lookup]", "[Infopatient]"),
    ("version: \"2026-11-21\"", "version: ''"),
    ("pins-file:", "pins: [x]\n  pins-file:"), ("directory: state/trust", "directory: ''"),
    ("create: true", "create: true\n  create: true"), ("create: true", "create: &x true"),
  ])
  func `what cannot be meant is refused where it stands`(old: String, new: String) throws {
    #expect(try refusal(old, new)?["place"]?.hasPrefix("c.yaml:") == true)
  }

  @Test func `CL-01 the rhythm of logins is read`() throws {
    let text = "absolute: 4h\n  logins:\n    - {within: 10m, unattended: 3, limit: 9}"
    let configuration = try ServerConfiguration(try example("absolute: 4h", text), named: "c.yaml")
    let pace = try LoginPace(window: .seconds(600), unattended: 3, limit: 9)
    #expect(configuration.sessions.rhythm == (try LoginRhythm([pace])))
  }

  @Test(arguments: [
    "[]", "{}", "[{within: 10m, unattended: 3}]", "[{within: 10m, limit: 3}]", "[{unattended: 3, limit: 9}]",
    "[{within: 10m, unattended: 4, limit: 3}]", "[{within: 0s, unattended: 1, limit: 3}]",
    "[{within: 10m, unattended: 0, limit: 3}]", "[{within: 10m, unattended: 1, limit: 1000001}]",
    "[{within: 800h, unattended: 1, limit: 3}]", "[{within: 10m, unattended: 1, limit: 3, card: 1}]",
    "[{within: 10m, unattended: 1, limit: 3}, {within: 600s, unattended: 1, limit: 2}]",
  ])
  func `CA-08 a rhythm that cannot be meant is refused where it stands`(text: String) throws {
    #expect(
      try refusal("absolute: 4h", "absolute: 4h\n  logins: \(text)")?["place"]?.hasPrefix("c.yaml:") == true)
  }

  @Test func `rules are hardened by name, and a register is read`() throws {
    let bytes = try example(
      "harden: []", "harden: [smartcard-logon, staff-profession]\n  register: {file: r, limit: 24h}")
    let configuration = try ServerConfiguration(bytes, named: "/etc/cpsauth/c.yaml")
    #expect(
      configuration.trust.strictness == ProfileStrictness(refusing: [.smartcardLogon, .staffProfession]))
    #expect(configuration.trust.register?.path == "/etc/cpsauth/r")
    #expect(configuration.trust.register?.limit == .seconds(86_400))
    let standard = try ServerConfiguration(
      try example("harden: []", "register: {file: /r}"), named: "c.yaml")
    #expect(standard.trust.register?.limit == FilePractitionerRegister.standardLimit)
  }

  @Test(arguments: [
    "harden: [title, tittle]", "harden: title", "harden: [1]", "register: r", "register: {}",
    "register: {file: ''}", "register: {file: r, limit: 59m}", "register: {file: r, limit: 745h}",
    "register: {file: r, age: 24h}",
  ])
  func `CA-12 CA-08 a rule or a register that cannot be meant is refused where it stands`(text: String) throws
  {
    #expect(try refusal("harden: []", text)?["place"]?.hasPrefix("c.yaml:") == true)
  }

  @Test(arguments: ["cpsauth-server.systemd.yaml", "nginx/server.yaml", "cpsauth-server.yaml"])
  func `every example can be meant`(name: String) throws {
    let path = PackageRoot.path("docs/examples/\(name)")
    // As its text: whoever checked the sources out may let others write to them.
    let configuration = try ServerConfiguration(Array(try Data(contentsOf: URL(filePath: path))), named: path)
    #expect(!configuration.functions.isEmpty)
    #expect(configuration.environment != .production || !configuration.audit.witnesses.isEmpty)
  }

  @Test func `TLS and a socket are read`() throws {
    let tls = try ServerConfiguration(
      Array(
        String(
          decoding: try example(
            "address: 127.0.0.1:8460", "address: 0.0.0.0:443\n  certificate: c.pem\n  key: /k.pem"),
          as: UTF8.self
        )
        .replacing("http://127.0.0.1:8460", with: "https://service.example").utf8),
      named: "/etc/cpsauth/c.yaml")
    #expect(
      tls.listener
        == .tls(host: "0.0.0.0", port: 443, certificate: "/etc/cpsauth/c.pem", key: "/k.pem", clients: nil))
    let socket = try ServerConfiguration(
      try example("address: 127.0.0.1:8460", "socket: /run/cpsauth.sock"), named: "c.yaml")
    #expect(socket.listener == .socket(path: "/run/cpsauth.sock"))
  }

  /// The example with another section for the policy.
  private func policySection(_ section: String) throws -> [UInt8] {
    let text = String(decoding: try Data(contentsOf: URL(filePath: Self.example)), as: UTF8.self)
    let start = try #require(text.range(of: "policy:\n"))
    let end = try #require(text.range(of: "# Fictitious insured people"))
    return Array((text[..<start.lowerBound] + section + text[end.lowerBound...]).utf8)
  }

  @Test func `a policy in a file of its own is found beside the configuration, and watched`() throws {
    let section = "policy:\n  file: policy.yaml\n  refresh: 10s\n"
    let configuration = try ServerConfiguration(try policySection(section), named: Self.example)
    guard case .file(let path, .seconds(10)) = configuration.policy else {
      throw TestSupportError("no policy file")
    }
    #expect(path == PackageRoot.path("docs/examples/policy.yaml"))
    let standard = try ServerConfiguration(
      try policySection("policy: {file: /absent.yaml}\n"), named: "c.yaml")
    guard case .file("/absent.yaml", PolicySettings.standardRefresh) = standard.policy else {
      throw TestSupportError("no policy file")
    }
    #expect(throws: CPSError(.inputMissing)) { try standard.policy.load(knowing: configuration.functions) }
  }

  @Test func `CA-12 a policy in a file of its own speaks about functions of the server alone`() throws {
    let folder = try TemporaryDirectory()
    let text = try Data(contentsOf: URL(filePath: PackageRoot.path("docs/examples/policy.yaml")))
    try text.write(to: URL(filePath: folder.path("policy.yaml")))
    let configuration = try ServerConfiguration(
      try policySection("policy: {file: policy.yaml}\n"), named: folder.path("c.yaml"))
    let policy = try configuration.policy.load(
      knowing: configuration.functions.union(["infopatient.export"]))
    #expect(policy.rules.first?.name == "physicians-and-pharmacists")
    // The demonstration has no such function.
    #expect(throws: CPSError(.configurationInvalid)) {
      try configuration.policy.load(knowing: configuration.functions)
    }
  }

  @Test(arguments: [
    "policy: {}", "policy: policy.yaml", "policy: {file: ''}", "policy: {file: p, refresh: 0s}",
    "policy: {file: p, refresh: 2h}", "policy: {file: p, version: x}", "policy: {refresh: 5s}",
    "policy: {version: x, rules: {a: {forbid: every, method: any}}, refresh: 5s}",
    "policy: {version: x, rules: {a: {forbid: [infopatient.lokup], method: any}}}",
  ])
  func `CA-12 a policy section that cannot be meant is refused where it stands`(section: String) throws {
    let bytes = try policySection(section + "\n")
    do throws(CPSError) {
      _ = try ServerConfiguration(bytes, named: "c.yaml")
      Issue.record("accepted")
    } catch {
      #expect(error == CPSError(.configurationInvalid))
      #expect(error.values["place"]?.hasPrefix("c.yaml:") == true)
    }
  }
}
