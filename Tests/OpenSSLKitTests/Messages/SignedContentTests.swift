import CPSDiagnostics
import OpenSSLKit
import TestSupport
import Testing

@Suite struct SignedContentTests {
  private static let content = Array("a statement\n".utf8)

  /// A certificate of `key`, which the root of the test tree issued.
  private static func certificate(of key: PrivateKey) throws -> Certificate {
    let tree = try TestTree()
    return try tree.root.certificate(for: key.publicKey, signedBy: tree.rootKey)
  }

  private static func message(_ key: PrivateKey, _ content: [UInt8] = content) throws -> SignedContent {
    try SignedContent(signing: content, by: key, as: try certificate(of: key))
  }

  private static func key(_ kind: String) throws -> PrivateKey {
    try kind == "RSA" ? TestKeys.rsa.get() : TestKeys.p256.get()
  }

  private static func verified(
    _ message: SignedContent, by certificate: Certificate
  ) async throws -> OpenSSLCommand.Answer {
    try await OpenSSLCommand.run(
      [
        "cms", "-verify", "-inform", "DER", "-binary", "-in", "message", "-noverify", "-nointern",
        "-certfile", "signer",
      ],
      files: ["message": message.der, "signer": Array(try certificate.pem().utf8)])
  }

  @Test(arguments: ["RSA", "P-256"])
  func `what is written is read, and openssl verifies it by itself`(kind: String) async throws {
    let message = try Self.message(try Self.key(kind))
    let read = try SignedContent(der: message.der)
    #expect(read.content == Self.content)
    #expect(read.signer == message.signer)
    #expect(try read.isAuthentic())
    let verified = try await Self.verified(message, by: message.signer)
    #expect(verified.isSuccess, "\(verified.text)")
    #expect(verified.bytes == Self.content)
    let stranger = try Self.certificate(of: TestKeys.otherRSA.get())
    #expect(try await !Self.verified(message, by: stranger).isSuccess)
  }

  @Test(arguments: ["RSA", "P-256"])
  func `no bit can be changed`(kind: String) throws {
    let message = try Self.message(try Self.key(kind))
    for position in message.der.indices {
      var changed = message.der
      changed[position] ^= 1 << UInt8(position % 8)
      guard let read = try? SignedContent(der: changed) else { continue }
      // What is still read bears another certificate, or is not authentic.
      #expect(try read.signer != message.signer || !read.isAuthentic(), "byte \(position)")
    }
  }

  @Test func `a message that is cut or lengthened is refused`() throws {
    let der = try Self.message(TestKeys.p256.get()).der
    for count in der.indices {
      #expect(throws: CPSError.self) { try SignedContent(der: Array(der.prefix(count))) }
    }
    #expect(throws: CPSError(.inputMalformed)) { try SignedContent(der: der + [0]) }
  }

  @Test func `contents of another message are not those that were signed`() throws {
    let message = try Self.message(TestKeys.rsa.get())
    var swapped = message.der
    let place = try #require(swapped.firstRange(of: message.content))
    swapped.replaceSubrange(place, with: Array("b".utf8) + Self.content.dropFirst())
    #expect(try SignedContent(der: swapped).isAuthentic() == false)
  }

  @Test func `a key that is not that of the certificate signs nothing`() throws {
    let certificate = try Self.certificate(of: TestKeys.rsa.get())
    #expect(throws: CPSError(.keyMalformed)) {
      try SignedContent(signing: Self.content, by: TestKeys.otherRSA.get(), as: certificate)
    }
  }

  private static func signedByCommand(_ options: String...) async throws -> [UInt8] {
    let key = try TestKeys.rsa.get()
    let made = try await OpenSSLCommand.run(
      [
        "cms", "-sign", "-binary", "-nodetach", "-outform", "DER", "-md", "sha256", "-in", "text",
        "-signer", "signer", "-inkey", "key",
      ] + options,
      files: [
        "text": content, "signer": Array(try certificate(of: key).pem().utf8),
        "key": Array(try key.pem().utf8),
      ])
    try #require(made.isSuccess, "\(made.text)")
    return made.bytes
  }

  @Test func `signed attributes are another form, and refused`() async throws {
    let bytes = try await Self.signedByCommand()
    #expect(throws: CPSError(.inputMalformed)) { try SignedContent(der: bytes) }
  }

  /// Nobody needs our program to make one.
  @Test func `openssl makes the same bytes`() async throws {
    let bytes = try await Self.signedByCommand("-noattr")
    #expect(bytes == (try Self.message(TestKeys.rsa.get())).der)
  }
}
