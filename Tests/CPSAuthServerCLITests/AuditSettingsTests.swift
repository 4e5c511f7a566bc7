import CPSAuth
import CPSConfiguration
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import Foundation
import OpenSSLKit
import TestSupport
import Testing

@testable import CPSAuthServerCLI

@Suite struct AuditSettingsTests {
  private static let pair = Result { () throws(CPSError) in try SealOfficer.pair() }
  private let folder: TemporaryDirectory

  init() throws { folder = try TemporaryDirectory() }

  private func settings(_ text: String) throws -> AuditSettings {
    try ConfigurationReader.read(Array(text.utf8), named: folder.path("server.yaml")) {
      reader throws(CPSError) in
      try AuditSettings(&reader, PathResolver(configuration: folder.path("server.yaml")))
    }
  }

  private func write(_ text: String, to name: String, mode: Int = 0o600) throws {
    try Data(text.utf8).write(to: folder.url.appending(path: name))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: folder.path(name))
  }

  private func pem(_ certificate: Certificate) -> String {
    "-----BEGIN CERTIFICATE-----\n"
      + Data(certificate.der).base64EncodedString(options: .lineLength64Characters)
      + "\n-----END CERTIFICATE-----\n"
  }

  private func keeper(_ settings: AuditSettings) async throws -> AuditKeeper {
    let random = SystemRandomSource()
    let log = AuditLog(
      store: try MemoryStore(environment: .synthetic, random: random), clock: SystemWallClock(),
      random: random, sealingTo: nil)
    return try settings.keeper(of: log, clock: SystemWallClock(), random: random)
  }

  @Test func everythingThatCanBeSaid() throws {
    let settings = try settings(
      """
      recipients: [officer.pem, /etc/deputy.pem]
      checkpoints: {key: key.pem, previous-key: old.pem, every: 5m}
      witnesses: ["https://witness.example/a/b", "http://127.0.0.1:8080", witness.jsonl]
      witness-credential: token
      witness-authorities: roots.pem
      retention: {keep: 10000h, reason: misuse was found}
      """)
    #expect(settings.recipients == [folder.path("officer.pem"), "/etc/deputy.pem"])
    #expect(settings.key == folder.path("key.pem"))
    #expect(settings.previousKey == folder.path("old.pem"))
    #expect(settings.interval == .seconds(300))
    #expect(
      settings.witnesses == [
        .server(try Audience("https://witness.example"), path: "/a/b"),
        .server(try Audience("http://127.0.0.1:8080"), path: "/"), .file(folder.path("witness.jsonl")),
      ])
    #expect(settings.retention?.reason == "misuse was found")
  }

  @Test(arguments: [
    "recipient: [a]", "recipients: a", "checkpoints: {}", "checkpoints: {key: a, evry: 1m}",
    "checkpoints: {key: a, every: 0s}", "checkpoints: {key: a, every: 2h}", "witnesses: [w.jsonl]",
    "checkpoints: {key: a}\nwitnesses: [\"http://witness.example/a\"]",
    "checkpoints: {key: a}\nwitnesses: [\"ftp://witness.example/a\"]",
    "checkpoints: {key: a}\nwitnesses: [w.jsonl]\nwitness-credential: t",
    "checkpoints: {key: a}\nwitnesses: [w.jsonl]\nwitness-authorities: t", "retention: {}",
    "retention: {keep: 24h}", "retention: {keep: 10000h}", "retention: {keep: 100000h, reason: x}",
    "retention: {keep: 8784h, because: x}",
  ])
  func whatCannotBeMeantIsRefusedWithItsPlace(text: String) {
    do {
      _ = try settings(text)
      Issue.record("accepted: \(text)")
    } catch let error as CPSError {
      #expect(error == CPSError(.configurationInvalid))
      #expect(error.values["place"]?.contains("server.yaml:") == true, "\(error)")
    } catch { Issue.record("\(error)") }
  }

  @Test func `production without recipients is refused`() throws {
    let example = try String(
      contentsOfFile: PackageRoot.path("docs/examples/cpsauth-server.yaml"), encoding: .utf8)
    let production = example.replacing("environment: synthetic", with: "environment: production")
      .replacing("audience: http://", with: "audience: https://").replacing("  pins-file:", with: "  # pins:")
      .replacing(
        "demonstration: true",
        with: "back-channel: {socket: s.sock, permits: {infopatient.lookup: nir}}")
    #expect(throws: CPSError(.configurationInvalid)) {
      try ServerConfiguration(Array(production.utf8), named: "server.yaml")
    }
    let sealed = production + "\naudit: {recipients: [officer.pem, deputy.pem]}\n"
    #expect(
      try ServerConfiguration(Array(sealed.utf8), named: "server.yaml").audit.recipients.count == 2)
  }

  @Test func recipientsAreReadFromTheirFiles() throws {
    let (officer, deputy) = try Self.pair.get()
    try write(pem(officer.certificate), to: "officer.pem", mode: 0o644)
    try write(pem(deputy.certificate), to: "deputy.pem", mode: 0o644)
    try write(pem(deputy.certificate) + pem(officer.certificate), to: "both.pem")
    try write("", to: "empty.pem")
    let recipients = try settings("recipients: [officer.pem, deputy.pem]").sealRecipients()
    #expect(recipients?.certificates == [officer.certificate, deputy.certificate])
    #expect(try settings("retention: {keep: 8784h}").sealRecipients() == nil)
    for wrong in ["[officer.pem]", "[officer.pem, officer.pem]", "[officer.pem, both.pem]"] {
      #expect(throws: CPSError(.configurationInvalid)) {
        try settings("recipients: \(wrong)").sealRecipients()
      }
    }
    try write(try PrivateKey.generateP256().pem(), to: "secret.pem")
    for wrong in ["empty.pem", "secret.pem"] {
      let error = #expect(throws: CPSError(.configurationInvalid)) {
        try settings("recipients: [officer.pem, \(wrong)]").sealRecipients()
      }
      #expect(error?.values["place"] == folder.path(wrong))
    }
    #expect(throws: CPSError(.inputMissing)) {
      try settings("recipients: [officer.pem, none.pem]").sealRecipients()
    }
  }

  @Test func theKeyOfCheckpointsIsASecret() async throws {
    try write(try PrivateKey.generateP256().pem(), to: "key.pem")
    try write(try PrivateKey.generateP256().pem(), to: "old.pem")
    try write(try PrivateKey.generateP256().pem(), to: "open.pem", mode: 0o644)
    try write(try PrivateKey.generateRSA(bits: 2_048).pem(), to: "rsa.pem")
    try write("no key", to: "text.pem")
    _ = try await keeper(try settings("checkpoints: {key: key.pem, previous-key: old.pem}"))
    let cases: [(String, Diagnostic)] = [
      ("{key: none.pem}", .inputMissing), ("{key: open.pem}", .configurationInvalid),
      ("{key: rsa.pem}", .configurationInvalid), ("{key: text.pem}", .configurationInvalid),
      ("{key: key.pem, previous-key: key.pem}", .configurationInvalid),
      ("{key: key.pem, previous-key: none.pem}", .inputMissing),
    ]
    for (text, diagnostic) in cases {
      let settings = try settings("checkpoints: \(text)")
      await #expect(throws: CPSError(diagnostic), "\(text)") { _ = try await keeper(settings) }
    }
  }

  @Test func `a key of checkpoints that is of no use names its file and says why`() async throws {
    let encrypted = try await OpenSSLCommand.run(
      ["pkcs8", "-topk8", "-in", "key.pem", "-passout", "pass:secret"],
      files: ["key.pem": Array(try PrivateKey.generateP256().pem().utf8)])
    try write(encrypted.text, to: "encrypted.pem")
    try write("no key", to: "text.pem")
    for (name, reason) in [("encrypted.pem", "passphrase"), ("text.pem", "PKCS #8")] {
      let settings = try settings("checkpoints: {key: \(name)}")
      do {
        _ = try await keeper(settings)
        Issue.record("accepted: \(name)")
      } catch let error as CPSError {
        #expect(error.values["place"] == folder.path(name))
        #expect(error.values["detail"]?.contains(reason) == true)
      }
    }
  }

  @Test func `a start says what an auditor would miss`() async throws {
    try write(try PrivateKey.generateP256().pem(), to: "key.pem")
    func codes(_ text: String) async throws -> [CPSError] {
      let settings = try settings(text)
      return AuditWarnings.all(of: settings, try await keeper(settings))
    }
    #expect(
      try await codes("retention: {keep: 8784h}") == [
        CPSError(.witnessNotElsewhere), CPSError(.auditNotSealed),
      ])
    // On the disk of the same host.
    #expect(
      try await codes("recipients: [a, b]\ncheckpoints: {key: key.pem}\nwitnesses: [w.jsonl]") == [
        CPSError(.witnessNotElsewhere)
      ])
    #expect(
      try await codes("checkpoints: {key: key.pem}\nwitnesses: [\"https://witness.example\"]") == [
        CPSError(.auditNotSealed)
      ])
    #expect(
      try await codes(
        "recipients: [a, b]\ncheckpoints: {key: key.pem}\nwitnesses: [w.jsonl, \"https://witness.example\"]"
      ).isEmpty)
  }
}
