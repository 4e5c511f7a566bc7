import CPSAuth
import CPSDiagnostics
import CPSProof
import Foundation
import OpenSSLKit
import TestSupport
import Testing

@testable import CPSAuthServerCLI

@Suite struct TokenSettingsTests {
  private static let example = PackageRoot.path("docs/examples/cpsauth-server.yaml")
  private static let services = "audiences: [https://dossier.example]"

  private func read(_ section: String) throws(CPSError) -> ServerConfiguration {
    let text = (try? String(contentsOfFile: Self.example, encoding: .utf8)) ?? ""
    return try ServerConfiguration(
      Array((text + "\ntokens: \(section)\n").utf8), named: "/etc/cpsauth/c.yaml")
  }

  @Test func `without the section no tokens are written`() throws {
    #expect(try ServerConfiguration.example().tokens == nil)
  }

  @Test func `keys, services and life are read`() throws {
    let tokens = try #require(try read("{keys: [now.pem, /next.pem], \(Self.services), life: 2m}").tokens)
    #expect(tokens.keys == ["/etc/cpsauth/now.pem", "/next.pem"])
    #expect(tokens.rules.audiences.map(\.text) == ["https://dossier.example"])
    #expect(tokens.rules.life == .seconds(120))
    #expect(try read("{keys: [k], \(Self.services)}").tokens?.rules.life == .seconds(300))
  }

  @Test(arguments: [
    "{}", "{keys: [k]}", "{\(services)}", "{keys: [], \(services)}", "{keys: [a, b, c], \(services)}",
    "{keys: [a, a], \(services)}", "{keys: k, \(services)}", "{keys: [k], audiences: []}",
    "{keys: [k], audiences: [dossier]}", "{keys: [k], audiences: [https://dossier.example/path]}",
    "{keys: [k], audiences: [http://dossier.example]}", "{keys: [k], \(services), life: 29s}",
    "{keys: [k], \(services), life: 301s}", "{keys: [k], \(services), issuer: https://other.example}",
  ])
  func `CA-08 CA-12 what cannot be meant is refused where it stands`(section: String) throws {
    do throws(CPSError) {
      _ = try read(section)
      Issue.record("accepted")
    } catch {
      #expect(error == CPSError(.configurationInvalid))
      #expect(error.values["place"]?.hasPrefix("/etc/cpsauth/c.yaml:") == true)
    }
  }

  @Test func `keys are read like every secret`() async throws {
    let folder = try TemporaryDirectory()
    let path = folder.path("token.pem")
    let settings = try #require(try read("{keys: [\(path)], \(Self.services)}").tokens)
    let random = SystemRandomSource()
    await #expect(throws: CPSError(.inputMissing)) { try await settings.desk(random: random) }
    let manager = FileManager.default
    _ = manager.createFile(
      atPath: path, contents: Data(try PrivateKey.generateP256().pem().utf8),
      attributes: [.posixPermissions: 0o644])
    await #expect(throws: CPSError(.configurationInvalid)) { try await settings.desk(random: random) }
    try manager.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    _ = try await settings.desk(random: random)
    try Data("no key\n".utf8).write(to: URL(filePath: path))
    await #expect(throws: CPSError(.configurationInvalid)) { try await settings.desk(random: random) }
  }
}
