import CPSDiagnostics
import Foundation
import OpenSSLKit
import TestSupport
import Testing

@testable import CPSAuthServerCLI

@Suite struct TLSFilesTests {
  private let folder: TemporaryDirectory
  private let own: TLSCertificateFiles

  init() async throws {
    folder = try TemporaryDirectory()
    own = try await TLSCertificateFiles(host: "IP:127.0.0.1")
  }

  private func refusal(_ certificate: String, _ key: String) -> CPSError? {
    do throws(CPSError) {
      _ = try TLSFiles(certificate: certificate, key: key).server(ServerRun.http())
      return nil
    } catch { return error }
  }

  private func write(_ text: String, to name: String) throws -> String {
    try Data(text.utf8).write(to: folder.url.appending(path: name))
    return folder.path(name)
  }

  @Test func `a pair is taken, with a key in whichever form the library knows`() async throws {
    #expect(refusal(own.certificate, own.key) == nil)
    let plain = try await OpenSSLCommand.run(
      ["ec", "-in", "key.pem"], files: ["key.pem": Array(try Data(contentsOf: URL(filePath: own.key)))])
    let block = try #require(plain.text.range(of: "-----BEGIN EC PRIVATE KEY-----"))
    #expect(refusal(own.certificate, try write(String(plain.text[block.lowerBound...]), to: "ec.pem")) == nil)
  }

  @Test func `a key of another certificate is told, and of which`() async throws {
    let other = try await TLSCertificateFiles(host: "IP:127.0.0.1")
    let error = try #require(refusal(own.certificate, other.key))
    #expect(error == CPSError(.keyMismatch))
    #expect(error.message(in: .english).contains(other.key))
    #expect(error.message(in: .french).contains(own.certificate))
  }

  @Test func `a key under a passphrase, a missing file, and none of either are told`() async throws {
    let encrypted = try await OpenSSLCommand.run(
      ["pkcs8", "-topk8", "-in", "key.pem", "-passout", "pass:secret"],
      files: ["key.pem": Array(try Data(contentsOf: URL(filePath: own.key)))])
    #expect(
      refusal(own.certificate, try write(encrypted.text, to: "encrypted.pem")) == CPSError(.keyEncrypted))
    #expect(refusal(own.certificate, folder.path("none")) == CPSError(.inputMissing))
    let nothing = try write("nothing", to: "nothing.pem")
    #expect(refusal(own.certificate, nothing) == CPSError(.inputMalformed))
    #expect(refusal(nothing, own.key) == CPSError(.inputMalformed))
    #expect(refusal(own.key, own.certificate) == CPSError(.inputMalformed))
  }
}
