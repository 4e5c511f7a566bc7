import CPSDiagnostics
import CPSProof
import CPSTransport
import NIOSSL
import TestSupport
import Testing

@Suite struct HTTPServiceTransportTLSTests {
  private static let answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"

  @Test func `a certificate under the given authority is trusted`() async throws {
    let certificate = try await TLSCertificateFiles(host: "IP:127.0.0.1")
    let server = try await LoopbackServer(.say(Self.answer), tls: context(of: certificate))
    let transport = try HTTPServiceTransport(roots: .file(certificate.certificate))
    let audience = try Audience("https://127.0.0.1:\(server.port)")
    #expect(try await transport.send(ServiceRequest("GET", audience, "/")).body == Array("ok".utf8))
    try await server.close()
  }

  @Test func `an unknown authority is refused before anything is sent`() async throws {
    let certificate = try await TLSCertificateFiles(host: "IP:127.0.0.1")
    let server = try await LoopbackServer(.say(Self.answer), tls: context(of: certificate))
    let audience = try Audience("https://127.0.0.1:\(server.port)")
    await #expect(throws: CPSError(.serviceNotTrusted)) {
      try await HTTPServiceTransport().send(ServiceRequest("GET", audience, "/"))
    }
    #expect(server.received == "")
    try await server.close()
  }

  @Test(arguments: ["IP:127.0.0.2", "DNS:service.example"])
  func `a certificate for another host is refused`(host: String) async throws {
    let certificate = try await TLSCertificateFiles(host: host)
    let server = try await LoopbackServer(.say(Self.answer), tls: context(of: certificate))
    let audience = try Audience("https://127.0.0.1:\(server.port)")
    let transport = try HTTPServiceTransport(roots: .file(certificate.certificate))
    await #expect(throws: CPSError(.serviceNotTrusted)) {
      try await transport.send(ServiceRequest("GET", audience, "/"))
    }
    #expect(server.received == "")
    try await server.close()
  }

  @Test func `a service without TLS is refused under https`() async throws {
    let server = try await LoopbackServer(.sayAtOnce(Self.answer))
    let audience = try Audience("https://127.0.0.1:\(server.port)")
    await #expect(throws: CPSError(.serviceNotTrusted)) {
      try await HTTPServiceTransport().send(ServiceRequest("GET", audience, "/"))
    }
    try await server.close()
  }

  @Test func `an authority file that is missing or holds none is told`() {
    #expect(throws: CPSError(.inputMissing)) { try HTTPServiceTransport(roots: .file("/nonexistent.pem")) }
    #expect(throws: CPSError(.inputMalformed)) { try HTTPServiceTransport(roots: .file("/dev/null")) }
    #expect(throws: CPSError(.inputMalformed)) { try HTTPServiceTransport(roots: .file("/etc/hostname")) }
  }

  private func context(of files: TLSCertificateFiles) throws -> NIOSSLContext {
    try NIOSSLContext(
      configuration: .makeServerConfiguration(
        certificateChain: try NIOSSLCertificate.fromPEMFile(files.certificate).map { .certificate($0) },
        privateKey: .privateKey(try NIOSSLPrivateKey(file: files.key, format: .pem))))
  }
}
