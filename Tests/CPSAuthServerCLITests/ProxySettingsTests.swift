import CPSAuthHTTP
import CPSDiagnostics
import CPSPrimitives
import CPSTrust
import Foundation
import OpenSSLKit
import TestSupport
import Testing

@testable import CPSAuthServerCLI

/// What a configuration says of the proxy before the server, and of clients' certificates.
@Suite struct ProxySettingsTests {
  private static let example = PackageRoot.path("docs/examples/cpsauth-server.yaml")
  private static let listen = "listen:\n  address: 127.0.0.1:8460"

  private func read(_ replacement: String) throws(CPSError) -> ServerConfiguration {
    let text = String(decoding: (try? Data(contentsOf: URL(filePath: Self.example))) ?? Data(), as: UTF8.self)
    // An https audience, since TLS ends somewhere in all of these.
    let changed = text.replacing(Self.listen, with: replacement)
      .replacing("audience: http://127.0.0.1:8460", with: "audience: https://service.example")
    return try ServerConfiguration(Array(changed.utf8), named: "/etc/cpsauth/c.yaml")
  }

  @Test func `without these sections nobody speaks for a client and nobody is asked for a certificate`()
    throws
  {
    let configuration = try ServerConfiguration.example()
    #expect(configuration.proxy == nil)
    #expect(configuration.listener.clients == nil)
  }

  @Test func `a proxy on a loopback address has a secret`() throws {
    let proxy = try #require(try read(Self.listen + "\nproxy: {secret: proxy.secret}").proxy)
    #expect(proxy.secret == "/etc/cpsauth/proxy.secret")
    #expect(!proxy.reportsCertificates)
    let both = try read(Self.listen + "\nproxy: {secret: /s, certificates: true}").proxy
    #expect(both?.reportsCertificates == true)
  }

  @Test func `a proxy on a socket needs none`() throws {
    let proxy = try #require(try read("listen: {socket: s.sock}\nproxy: {certificates: true}").proxy)
    #expect(proxy.secret == nil)
    #expect(proxy.reportsCertificates)
    #expect(try read("listen: {socket: s.sock}\nproxy: {secret: p}").proxy?.secret == "/etc/cpsauth/p")
  }

  @Test func `clients are asked for certificates where TLS ends`() throws {
    let tls = "listen:\n  address: 0.0.0.0:8460\n  certificate: c.pem\n  key: k.pem\n  clients: "
    let optional = try #require(try read(tls + "{certificates: optional}").listener.clients)
    #expect(optional.demand == .optional)
    #expect(optional.newest == .tls12)
    let required = try #require(
      try read(tls + "{certificates: required, newest: TLSv1.3}").listener.clients)
    #expect(required.demand == .required)
    #expect(required.newest == .tls13)
  }

  @Test(arguments: [
    "listen:\n  address: 127.0.0.1:8460\nproxy: {}",
    "listen:\n  address: 127.0.0.1:8460\nproxy: {certificates: true}",
    "listen:\n  address: 127.0.0.1:8460\nproxy: {secret: ''}",
    "listen:\n  address: 127.0.0.1:8460\nproxy: {secret: s, certificates: maybe}",
    "listen:\n  address: 127.0.0.1:8460\nproxy: {secret: s, header: X-Real-IP}",
    "listen:\n  address: 127.0.0.1:8460\nproxy: s",
    "listen:\n  address: 127.0.0.1:8460\n  certificate: c.pem\n  key: k.pem\nproxy: {secret: s}",
    "listen:\n  address: 127.0.0.1:8460\n  clients: {certificates: optional}",
    "listen:\n  socket: s.sock\n  clients: {certificates: optional}",
    "listen:\n  address: 0.0.0.0:8460\n  certificate: c\n  key: k\n  clients: {}",
    "listen:\n  address: 0.0.0.0:8460\n  certificate: c\n  key: k\n  clients: optional",
    "listen:\n  address: 0.0.0.0:8460\n  certificate: c\n  key: k\n  clients: {certificates: no_ca}",
    "listen:\n  address: 0.0.0.0:8460\n  certificate: c\n  key: k\n  clients: {certificates: none}",
    "listen:\n  address: 0.0.0.0:8460\n  certificate: c\n  key: k\n  clients: {certificates: optional, newest: TLSv1.1}",
    "listen:\n  address: 0.0.0.0:8460\n  certificate: c\n  key: k\n  clients: {certificates: optional, roots: r}",
  ])
  func `HN-20 CA-12 what would believe somebody unproven, or cannot be meant, is refused where it stands`(
    text: String
  ) throws {
    do throws(CPSError) {
      _ = try read(text)
      Issue.record("accepted")
    } catch {
      #expect(error == CPSError(.configurationInvalid))
      #expect(error.values["place"]?.hasPrefix("/etc/cpsauth/c.yaml:") == true)
    }
  }

  @Test func `the secret of a proxy is read like every other, and never made`() throws {
    let folder = try TemporaryDirectory()
    let path = folder.path("proxy.secret")
    let configuration = try read(Self.listen + "\nproxy: {secret: \(path)}")
    let settings = try #require(configuration.proxy)
    let random = SystemRandomSource()
    #expect(throws: CPSError(.inputMissing)) { try settings.proxy(random: random) }
    let manager = FileManager.default
    let secret = Data("0123456789abcdef0123456789abcdef\n".utf8)
    _ = manager.createFile(atPath: path, contents: secret, attributes: [.posixPermissions: 0o640])
    #expect(throws: CPSError(.configurationInvalid)) { try settings.proxy(random: random) }
    try manager.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    _ = try settings.proxy(random: random)
    try Data("short\n".utf8).write(to: URL(filePath: path))
    #expect(throws: CPSError(.configurationInvalid)) { try settings.proxy(random: random) }
  }
}
