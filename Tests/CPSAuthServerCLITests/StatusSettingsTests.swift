import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import CPSTrust
import Foundation
import HTTPTestSupport
import Logging
import OpenSSLKit
import SyntheticIGC
import Testing

@testable import CPSAuthServerCLI

/// The section `trust.ocsp`, from the text to the login.
@Suite struct StatusSettingsTests {
  private let folder: ServerFolder

  init() throws { folder = try ServerFolder() }

  private func path(_ section: String) throws -> String {
    let path = try folder.configuration(
      audience: "https://service.example", listen: ["address: 127.0.0.1:0"])
    let text = try String(contentsOfFile: path, encoding: .utf8)
      .replacing("policy:", with: "  ocsp: \(section)\npolicy:")
    try Data(text.utf8).write(to: URL(filePath: path))
    return path
  }

  private func settings(_ section: String) throws -> StatusSettings {
    try #require(try ServerConfiguration(file: path(section)).trust.status)
  }

  @Test func `without a section nobody is asked; an address is enough`() throws {
    let plain = try folder.configuration(
      audience: "https://service.example", listen: ["address: 127.0.0.1:0"])
    #expect(try ServerConfiguration(file: plain).trust.status == nil)
    let settings = try settings("{responder: 'http://ocsp.esante.gouv.fr'}")
    #expect(settings.responder.text == "http://ocsp.esante.gouv.fr/")
    #expect(settings.rules == .standard)
    #expect(settings.rules == StatusInquiryRules(identifier: .sha1, nonce: .reported, unanswered: .alarm))
  }

  @Test func `every rule is read`() throws {
    let settings = try settings(
      "{responder: 'https://a.example/x', unanswered: refuse, nonce: required, identifier: sha-256}")
    #expect(settings.responder.text == "https://a.example/x")
    #expect(settings.rules == StatusInquiryRules(identifier: .sha256, nonce: .required, unanswered: .refuse))
  }

  @Test(arguments: [
    "{}", "{unanswered: alarm}", "http://a.example", "{responder: ldap://a.example}",
    "{responder: 'http://169.254.169.254'}", "{responder: 'http://user@a.example'}", "{responder: ''}",
    "{responder: 'http://a.example', unanswered: ignore}", "{responder: 'http://a.example', nonce: optional}",
    "{responder: 'http://a.example', identifier: md5}",
    "{responder: 'http://a.example', identifier: SHA-256}",
    "{responder: 'http://a.example', responder: 'http://b.example'}",
    "{responder: 'http://a.example', deadline: 10s}", "{responder: ['http://a.example']}",
  ])
  func `HN-14 CA-12 what cannot be meant is refused where it stands`(section: String) throws {
    let error = #expect(throws: CPSError.self) { try ServerConfiguration(file: path(section)) }
    #expect(error == CPSError(.configurationInvalid))
    #expect(error?.values["place"]?.contains("server.yaml:") == true)
  }

  /// Nobody listens on port 1.
  @Test(arguments: [UnansweredPolicy.alarm, .refuse])
  func `HN-11 a responder that is not there is an alarm, or a refusal`(policy: UnansweredPolicy) async throws
  {
    let section = "{responder: 'http://127.0.0.1:1', unanswered: \(policy.rawValue)}"
    let assembly = try await ServerAssembly(
      ServerConfiguration(file: path(section)), clock: ManualClock(SyntheticTree.fixtureMoment),
      random: SystemRandomSource(), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    let transport = InProcessTransport(
      responder: assembly.responder, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    let station = try TestWorkstation(
      audience: Audience("https://service.example"), transport: transport,
      clock: ManualClock(SyntheticTree.fixtureMoment))
    let answer = try await station.login(with: FixtureCard("physician"))
    #expect(answer.status == (policy == .alarm ? 201 : 503))
    if policy == .refuse { #expect(answer.code == "trust.status-unanswered") }
  }
}
