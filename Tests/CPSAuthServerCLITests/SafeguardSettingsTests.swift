import CPSAuthSafeguards
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTransport
import Foundation
import OpenSSLKit
import TestSupport
import Testing

@testable import CPSAuthServerCLI

@Suite struct SafeguardSettingsTests {
  private static let example = PackageRoot.path("docs/examples/cpsauth-server.yaml")
  private static let from = "from: cpsauth@service.example, help: 01 02 03 04 05"

  private func read(_ section: String) throws(CPSError) -> ServerConfiguration {
    let example = (try? String(contentsOfFile: Self.example, encoding: .utf8)) ?? ""
    // The example without its own sections of these names.
    let begin = example.range(of: "bans:\n")?.lowerBound ?? example.startIndex
    let end = example.range(of: "# notices:\n")?.lowerBound ?? begin
    let text = example.replacingCharacters(in: begin..<end, with: "")
    return try ServerConfiguration(Array((text + "\n\(section)\n").utf8), named: "/etc/cpsauth/c.yaml")
  }

  @Test func `without their sections bans are looked at every five seconds, and no notice is sent`() throws {
    let example = try ServerConfiguration.example()
    #expect(example.bans.refresh == .seconds(5))
    #expect(example.notices == nil)
  }

  @Test func `the carrier of notices is read`() throws {
    #expect(try read("bans: {refresh: 1s}").bans.refresh == .seconds(1))
    let mail = try #require(try read("notices: {\(Self.from), sendmail: /usr/sbin/sendmail}").notices)
    #expect(mail.carrier == .sendmail("/usr/sbin/sendmail"))
    let hook = try #require(
      try read(
        "notices: {\(Self.from), webhook: https://mail.example/a/b, secret: s, authorities: roots.pem}"
      ).notices)
    guard case .webhook(let audience, let path, let secret, let roots) = hook.carrier else {
      Issue.record("no webhook")
      return
    }
    #expect(audience.text == "https://mail.example")
    #expect(path == "/a/b")
    #expect(secret == "/etc/cpsauth/s")
    #expect(roots == .file("/etc/cpsauth/roots.pem"))
  }

  @Test func `the rules of the watch are read, and hold without the section as in the example`() throws {
    #expect(try ServerConfiguration.example().watch == .standard)
    #expect(try read("").watch == .standard)
    let watch = try read(
      "watch: {zone: Indian/Reunion, night: [20, 5], travel: 1h, limits: {failures: 9}, observed: {night-acts: 1}, every: 1s}"
    ).watch
    #expect(watch.rules.zone == .reunion)
    #expect(watch.rules.night == [20, 5])
    #expect(watch.rules.travelSeconds == 3_600)
    #expect(watch.rules.usual == WatchRules.Limits(nightActs: 60, failures: 9))
    #expect(watch.rules.observed == WatchRules.Limits(nightActs: 1, failures: 3))
    #expect(watch.interval == .seconds(1))
  }

  @Test(arguments: [
    "watch: {zone: Europe/London}", "watch: {night: [22]}", "watch: {night: [22, 24]}",
    "watch: {night: [6, 6]}",
    "watch: {night: 22}", "watch: {travel: 59s}", "watch: {travel: 5h}", "watch: {limits: {failures: 1}}",
    "watch: {limits: {failures: 65}}", "watch: {limits: {night-acts: 0}}", "watch: {limits: {days: 1}}",
    "watch: {observed: {failures: 6}}", "watch: {observed: {night-acts: 61}}", "watch: {every: 0s}",
    "watch: {enabled: false}",
    "bans: {refresh: 0s}", "bans: {refresh: 61s}", "bans: {refresh: 5}", "bans: {every: 5s}", "bans: 5s",
    "notices: {}",
    "notices: {\(from)}", "notices: {from: nobody, help: x, sendmail: /s}",
    "notices: {from: a@b.fr, sendmail: /s}",
    "notices: {\(from), sendmail: sendmail}",
    "notices: {\(from), sendmail: /s, webhook: https://m.example, secret: s}",
    "notices: {\(from), sendmail: /s, secret: s}", "notices: {\(from), sendmail: /s, authorities: s}",
    "notices: {\(from), webhook: https://m.example}",
    "notices: {\(from), webhook: http://m.example/x, secret: s}",
    "notices: {\(from), webhook: m.example, secret: s}", "notices: {\(from), sendmail: /s, to: x@y.fr}",
    "notices: {from: a@b.fr, help: \"a\\nb\", sendmail: /s}",
  ])
  func `CA-08 CA-12 a section that cannot be meant is refused where it stands`(section: String) throws {
    do throws(CPSError) {
      _ = try read(section)
      Issue.record("accepted")
    } catch {
      #expect(error == CPSError(.configurationInvalid))
      #expect(error.values["place"]?.hasPrefix("/etc/cpsauth/c.yaml:") == true)
    }
  }

  @Test func `the secret of a webhook is read like every secret`() throws {
    let folder = try TemporaryDirectory()
    let path = folder.path("secret")
    let settings = try #require(
      try read("notices: {\(Self.from), webhook: https://m.example, secret: \(path)}").notices)
    let (random, clock) = (SystemRandomSource(), SystemWallClock())
    #expect(throws: CPSError(.inputMissing)) { try settings.transport(random: random, clock: clock) }
    for (mode, length) in [(0o644, 32), (0o600, 16), (0o600, 65)] {
      try? FileManager.default.removeItem(atPath: path)
      _ = FileManager.default.createFile(
        atPath: path, contents: Data(repeating: 7, count: length), attributes: [.posixPermissions: mode])
      #expect(throws: CPSError(.configurationInvalid)) {
        try settings.transport(random: random, clock: clock)
      }
    }
    try FileManager.default.removeItem(atPath: path)
    _ = FileManager.default.createFile(
      atPath: path, contents: Data(repeating: 7, count: 32), attributes: [.posixPermissions: 0o600])
    _ = try settings.transport(random: random, clock: clock)
  }

  @Test func `a file of contacts is read whole before anything changes, and says which line is wrong`() throws
  {
    let lines = (1...130).map { "account:a\($0);a\($0)@example.fr" }
    let rolls = try ContactsImportCommand.rolls(of: lines.joined(separator: "\r\n") + "\n")
    #expect(rolls.map(\.lines.count) == [64, 64, 2])
    let broken = lines[0..<99] + ["account:b"] + lines[99...]
    #expect(throws: CPSError(.contactInvalid, ["detail": "100"])) {
      try ContactsImportCommand.rolls(of: broken.joined(separator: "\n"))
    }
  }
}
