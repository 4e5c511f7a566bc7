import CPSDiagnostics
import CPSPrimitives
import OpenSSLKit
import TestSupport
import Testing

@Suite struct SignatureTests {
  private let message = Array("CPS".utf8)

  @Test(arguments: [SignatureAlgorithm.rs256, .ps256])
  func `an RSA signature verifies and nothing beside it does`(algorithm: SignatureAlgorithm) throws {
    let key = try TestKeys.rsa.get()
    let signature = try key.sign(message, algorithm: algorithm)
    let other: SignatureAlgorithm = algorithm == .rs256 ? .ps256 : .rs256
    let publicKey = key.publicKey
    #expect(try publicKey.isValid(signature: signature, for: message, algorithm: algorithm))
    #expect(try !publicKey.isValid(signature: signature, for: message + [0], algorithm: algorithm))
    #expect(try !publicKey.isValid(signature: signature, for: message, algorithm: other))
    #expect(try !publicKey.isValid(signature: signature, for: message, algorithm: .es256))
    let stranger = try TestKeys.otherRSA.get().publicKey
    #expect(try !stranger.isValid(signature: signature, for: message, algorithm: algorithm))
  }

  @Test(arguments: [SignatureAlgorithm.rs256, .ps256, .es256])
  func `HC-15 a signature of another length is wrong`(algorithm: SignatureAlgorithm) throws {
    let key = try (algorithm == .es256 ? TestKeys.p256 : TestKeys.rsa).get()
    let signature = try key.sign(message, algorithm: algorithm)
    let lengths = [[], Array(signature.dropLast()), [0] + signature, signature + [0]]
    for wrong in lengths + [[UInt8](repeating: 1, count: 4_096)] {
      #expect(try !key.publicKey.isValid(signature: wrong, for: message, algorithm: algorithm))
    }
  }

  @Test(arguments: [SignatureAlgorithm.rs256, .ps256])
  func `HC-16 an echo, constant bytes and the modulus are no signatures`(algorithm: SignatureAlgorithm) throws
  {
    let key = try TestKeys.rsa.get().publicKey
    let modulus = try #require(key.rsaModulus)
    var belowModulus = modulus
    belowModulus[255] -= 1
    let echo = [UInt8](repeating: 0, count: 256 - message.count) + message
    let zeros = [UInt8](repeating: 0, count: 256)
    let ones = [UInt8](repeating: 0xFF, count: 256)
    for wrong in [echo, zeros, ones, modulus, belowModulus] {
      #expect(try !key.isValid(signature: wrong, for: message, algorithm: algorithm))
    }
  }

  @Test func `HC-17 only the exact DigestInfo of SHA-256 is accepted`() throws {
    let key = try TestKeys.rsa.get()
    let digest = try Digest.sha256(message)
    let exact = try #require(Hexadecimal.decode("3031300d060960864801650304020105000420"))
    let wrong = [
      "302f300b0609608648016503040201" + "0420",  // NULL absent: refused by the letter of this product
      "3031300d060960864801650304020205000420",  // the identifier of SHA-384
      "308031300d060960864801650304020105000420",  // a length that is not definite
    ].compactMap(Hexadecimal.decode)
    let valid = try key.signPKCS1Block(exact + digest)
    #expect(try key.publicKey.isValid(signature: valid, for: message, algorithm: .rs256))
    for prefix in wrong {
      let signature = try key.signPKCS1Block(prefix + digest)
      #expect(try !key.publicKey.isValid(signature: signature, for: message, algorithm: .rs256))
    }
    let garbage = try key.signPKCS1Block(exact + digest + [0])
    #expect(try !key.publicKey.isValid(signature: garbage, for: message, algorithm: .rs256))
  }

  @Test(arguments: ["0", "20", "max"])
  func `HC-18 a salt of another length is refused`(salt: String) async throws {
    let key = try TestKeys.rsa.get()
    #expect(try await !accepts(options: ["-sigopt", "rsa_pss_saltlen:\(salt)"], key: key))
  }

  @Test func `HC-18 another mask generation is refused`() async throws {
    let key = try TestKeys.rsa.get()
    let options = ["-sigopt", "rsa_pss_saltlen:32"]
    #expect(try await accepts(options: options, key: key))
    #expect(try await !accepts(options: options + ["-sigopt", "rsa_mgf1_md:sha1"], key: key))
  }

  /// What we say to a PSS signature made by the `openssl` command.
  private func accepts(options: [String], key: PrivateKey) async throws -> Bool {
    let signature = try await OpenSSLCommand.run(
      ["dgst", "-sha256", "-sign", "key.pem", "-sigopt", "rsa_padding_mode:pss"] + options + ["message"],
      files: ["key.pem": Array(try key.pem().utf8), "message": message]
    ).bytes
    #expect(signature.count == 256)
    return try key.publicKey.isValid(signature: signature, for: message, algorithm: .ps256)
  }

  @Test func `ECDSA follows RFC 6979, appendix A.2.5`() throws {
    let key = try PublicKey(
      p256X: Array(hexadecimal: "60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6"),
      y: Array(hexadecimal: "7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299"))
    let signature = try Array(
      hexadecimal: "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716"
        + "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8")
    #expect(try key.isValid(signature: signature, for: Array("sample".utf8), algorithm: .es256))
    #expect(try !key.isValid(signature: signature, for: Array("Sample".utf8), algorithm: .es256))
    let swapped = Array(signature.suffix(32) + signature.prefix(32))
    #expect(try !key.isValid(signature: swapped, for: Array("sample".utf8), algorithm: .es256))
    let zeros = [UInt8](repeating: 0, count: 64)
    #expect(try !key.isValid(signature: zeros, for: Array("sample".utf8), algorithm: .es256))
  }

  @Test func `a wrong signature leaves nothing for the next failure to report`() throws {
    let key = try TestKeys.rsa.get().publicKey
    let zeros = [UInt8](repeating: 0, count: 256)
    #expect(try !key.isValid(signature: zeros, for: message, algorithm: .rs256))
    let failure = #expect(throws: CPSError(.keyMalformed)) { try PublicKey(subjectPublicKeyInfo: [0x30, 0]) }
    #expect(failure?.reason == "SubjectPublicKeyInfo")
  }

  @Test func `an algorithm that does not fit the key signs nothing`() throws {
    let rsa = try TestKeys.rsa.get()
    let p256 = try TestKeys.p256.get()
    #expect(throws: CPSError(.cryptographyFailed)) { try rsa.sign(message, algorithm: .es256) }
    #expect(throws: CPSError(.cryptographyFailed)) { try p256.sign(message, algorithm: .rs256) }
    #expect(throws: CPSError(.cryptographyFailed)) { try p256.signPKCS1Block(message) }
  }
}
