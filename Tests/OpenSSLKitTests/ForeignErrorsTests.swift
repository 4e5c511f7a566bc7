import COpenSSL
import CPSDiagnostics
import Testing

@testable import OpenSSLKit

/// OpenSSL's queue of errors belongs to everybody on a thread.
@Suite struct ForeignErrorsTests {
  /// What somebody else's calls left: an error with a text, and one without.
  private static let foreign: [(library: Int32, reason: Int32, text: String?)] = [
    (ERR_LIB_USER, 101, "not ours"), (ERR_LIB_RSA, 102, nil),
  ]

  private static func leave() {
    ERR_clear_error()
    for error in foreign {
      let code = UInt(error.library) << 23 | UInt(error.reason)
      cpsauth_ERR_put(code, "their.c", 7, "their_call", error.text)
    }
  }

  private struct Left: Equatable {
    let code: UInt
    let place: String
    let text: String
  }

  /// Everything in the queue, which is empty afterwards.
  private static func left() -> [Left] {
    var left: [Left] = []
    while true {
      var (file, function, data): (UnsafePointer<CChar>?, UnsafePointer<CChar>?, UnsafePointer<CChar>?)
      (file, function, data) = (nil, nil, nil)
      var (line, flags): (Int32, Int32) = (0, 0)
      let code = ERR_get_error_all(&file, &line, &function, &data, &flags)
      guard code != 0 else { return left }
      let place = [file, function].map { $0.map { String(cString: $0) } ?? "" }.joined(separator: " ")
      left.append(Left(code: code, place: "\(place) \(line)", text: data.map { String(cString: $0) } ?? ""))
    }
  }

  /// A call of each kind, most of which fail inside libcrypto.
  private static let calls: [(name: String, call: @Sendable () throws -> Void)] = [
    ("certificate", { _ = try? Certificate(der: certificateWithoutKey()) }),
    (
      "key",
      {
        let key = DEREncoding.sequence(
          DEREncoding.sequence(DEREncoding.objectIdentifier("1.2.3")), DEREncoding.bitString([0x04]))
        let failure = #expect(throws: CPSError(.keyMalformed)) { try PublicKey(subjectPublicKeyInfo: key) }
        #expect(failure?.reason?.contains("not ours") == false)
      }
    ),
    (
      "signature",
      {
        let key = try TestKeys.rsa.get().publicKey
        let wrong = [UInt8](repeating: 0, count: 256)
        #expect(try !key.isValid(signature: wrong, for: [1], algorithm: .ps256))
      }
    ),
    (
      "right signature",
      {
        let key = try TestKeys.rsa.get()
        let signature = try key.sign([1], algorithm: .rs256)
        #expect(try key.publicKey.isValid(signature: signature, for: [1], algorithm: .rs256))
      }
    ),
    ("decryption", { _ = try? TestKeys.rsa.get().decryptPKCS1([1, 2, 3]) }),
    ("private key", { _ = try? PrivateKey(pkcs8: [0x30, 0x00]) }),
    ("text", { #expect(PEM.blocks(in: "-----BEGIN CERTIFICATE-----\n!\n").isEmpty) }),
    (
      "digests",
      {
        let digest = try Digest.sha256(SystemRandomSource().bytes(8))
        #expect(try MessageAuthentication.hmacSHA256(key: [1], message: digest).count == 32)
      }
    ),
    (
      "new key",
      {
        let key = try PrivateKey.generateP256()
        #expect(try PrivateKey(pem: key.pem()).publicKey == key.publicKey)
      }
    ),
    ("chain file", { _ = try? CertificateCollection(pkcs7: [0x30, 0x80, 0x06, 0x01]) }),
    (
      "names",
      {
        let names = try [TestTree().leafCertificate(), TestTree().rootCertificate()].map(\.subject)
        #expect(!names[0].matches(names[1]))
      }
    ),
    (
      "path",
      {
        let outcome = try TestTree().outcome(at: TestTree.instant("2040-01-01T00:00:00Z"))
        #expect(!outcome.isValid)
      }
    ),
  ]

  /// A certificate whose key is of a kind that nobody knows.
  private static func certificateWithoutKey() throws -> [UInt8] {
    let tree = try TestTree()
    let fields = try DERElement(tree.leafCertificate().der).children()
    var body = try fields[0].children().map(\.encoding)
    body[6] = DEREncoding.sequence(
      DEREncoding.sequence(DEREncoding.objectIdentifier("1.2.3")), DEREncoding.bitString([0x04]))
    return DEREncoding.sequence(
      DEREncoding.element(0x30, body.flatMap { $0 }), fields[1].encoding, fields[2].encoding)
  }

  @Test(arguments: calls.indices)
  func `CA-14 errors that others left are neither eaten nor believed`(index: Int) throws {
    Self.leave()
    let before = Self.left()
    #expect(before.count == 2)
    #expect(before.first?.text == "not ours")
    #expect(before.first?.place == "their.c their_call 7")
    Self.leave()
    try Self.calls[index].call()
    #expect(Self.left() == before, "\(Self.calls[index].name)")
  }

  @Test(arguments: calls.indices)
  func `CA-14 nothing of ours is left`(index: Int) throws {
    ERR_clear_error()
    try Self.calls[index].call()
    #expect(Self.left().isEmpty, "\(Self.calls[index].name)")
  }

  /// Initialisation and clean-up of the whole library are its own, once a process.
  @Test func `CA-14 no door of ours begins or ends the library`() throws {
    let sources = try ProductSources.openSSLKit()
    #expect(sources.count > 50)
    for (name, text) in sources {
      for call in [
        "OPENSSL_init", "OPENSSL_cleanup", "EVP_cleanup", "CONF_modules", "ENGINE_", "OSSL_PROVIDER",
      ] {
        #expect(!text.contains(call), "\(name): \(call)")
      }
    }
  }
}
