import CPSDiagnostics
import CPSTrust
import Foundation
import TestSupport
import Testing

@testable import CPSAuthServerCLI

/// The section `trust.lists`: where revocation lists come from by themselves.
@Suite struct ListSettingsTests {
  private static let whole = """
    official: false
        hosts: [mirror.example, 127.0.0.1]
        addresses:
          FORT PERSONNES: [http://mirror.example/a.crl, "http://127.0.0.1:8080/a.crl"]
        inbox: lists
        deadline: 30s
        maximum-size: 65536
    """

  private func read(_ lists: String, environment: String = "synthetic") throws(CPSError) -> ListSettings {
    let isSynthetic = environment == "synthetic"
    let text = """
      audience: https://service.example
      environment: \(environment)
      listen: {address: "127.0.0.1:8460"}
      database: state.sqlite
      secrets: {service: a, audit: b, audit-epoch: test}
      trust:
        directory: trust
        \(environment == "production" ? "" : "pins: [\(String(repeating: "ab", count: 32))]")
        lists:
          \(lists)
      policy:
        version: test
        rules:
          physicians: {allow: [infopatient.lookup], method: card, cards: [CPS], professions: [10]}
      audit: {recipients: [officer.pem, deputy.pem]}
      back-channel: {socket: s.sock, permits: {infopatient.lookup: nir}}
      demonstration: \(isSynthetic)
      """
    return try ServerConfiguration(Array(text.utf8), named: "/etc/cpsauth/c.yaml").trust.lists
  }

  @Test func `a whole section is read`() throws {
    let lists = try read(Self.whole)
    #expect(!lists.isOfficial)
    #expect(lists.hosts == ["mirror.example", "127.0.0.1"])
    #expect(
      lists.addresses == [
        "FORT PERSONNES": [
          try PublicationAddress("http://mirror.example/a.crl"),
          try PublicationAddress("http://127.0.0.1:8080/a.crl"),
        ]
      ])
    #expect(lists.inbox == "/etc/cpsauth/lists")
    #expect(lists.limits == (try RefreshLimits(within: .seconds(30), upTo: 65_536)))
  }

  @Test func `the official addresses need no host`() throws {
    for environment in ["production", "test"] {
      let lists = try read("official: true", environment: environment)
      #expect(lists.isOfficial && lists.hosts.isEmpty && lists.addresses.isEmpty && lists.inbox == nil)
      #expect(lists.limits == .standard)
      let mixed = try read(
        "{official: true, addresses: {RACINE FORT: [http://igc-sante.esante.gouv.fr/CRL/x.crl]}}",
        environment: environment)
      #expect(mixed.addresses.count == 1)
    }
  }

  @Test(arguments: [
    "official: true", "official: yes", "hosts: mirror.example", "hosts: [\"http://mirror.example\"]",
    "hosts: [mirror.example/x]", "hosts: [\"mirror.example:8080\"]", "hosts: [169.254.169.254]",
    "unknown: 1", "deadline: 0s", "deadline: 11m", "maximum-size: 1023",
    "maximum-size: 67108865", "maximum-size: 1MB", "inbox: \"\"",
  ])
  func `CA-08 what is not meant is refused`(lists: String) {
    #expect(throws: CPSError(.configurationInvalid)) { try read(lists) }
  }

  @Test(arguments: [
    "http://elsewhere.example/a.crl", "http://169.254.169.254/a.crl", "ldap://mirror.example/a",
    "file:///etc/passwd", "http://mirror.example@elsewhere.example/a.crl", "http://mirror.example",
  ])
  func `HN-14 an address elsewhere is refused, with its line`(address: String) {
    let error = #expect(throws: CPSError.self) {
      try read("{hosts: [mirror.example], addresses: {FORT PERSONNES: [\"\(address)\"]}}")
    }
    #expect(error == CPSError(.configurationInvalid))
    #expect(error?.values["place"]?.hasPrefix("/etc/cpsauth/c.yaml:10:") == true)
  }
}
