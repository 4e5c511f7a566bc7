import CPSDiagnostics
import CPSPrimitives
import OpenSSLKit
import TestSupport
import Testing

@Suite struct PrivateKeyTests {
  @Test func `PKCS 8 and PEM give the same key back`() async throws {
    for key in [try TestKeys.rsa.get(), try TestKeys.p256.get()] {
      #expect(try PrivateKey(pkcs8: key.pkcs8()).publicKey == key.publicKey)
      #expect(try PrivateKey(pem: key.pem()).publicKey == key.publicKey)
      let check = try await OpenSSLCommand.run(
        ["pkey", "-in", "key.pem", "-check", "-noout"], files: ["key.pem": Array(try key.pem().utf8)])
      #expect(check.text == "Key is valid\n")
    }
  }

  @Test func `what is not exactly one key is refused`() throws {
    let bytes = try TestKeys.p256.get().pkcs8()
    let text = try TestKeys.p256.get().pem()
    for wrong in [[], [0x30, 0], bytes + [0], Array(bytes.dropLast())] {
      #expect(throws: CPSError(.keyMalformed)) { try PrivateKey(pkcs8: wrong) }
    }
    for wrong in ["", "PRIVATE KEY", text + text, String(text.dropLast(40))] {
      #expect(throws: CPSError(.keyMalformed)) { try PrivateKey(pem: wrong) }
    }
  }

  @Test func `an encrypted key is refused, and nobody is asked for its password`() async throws {
    let encrypted = try await OpenSSLCommand.run(
      ["pkcs8", "-topk8", "-in", "key.pem", "-passout", "pass:secret"],
      files: ["key.pem": Array(try TestKeys.p256.get().pem().utf8)])
    #expect(encrypted.text.hasPrefix("-----BEGIN ENCRYPTED PRIVATE KEY-----"))
    #expect(throws: CPSError(.keyEncrypted)) { try PrivateKey(pem: encrypted.text) }
  }

  @Test(arguments: [0, 1_024, 2_047, 16_384, -1])
  func `HC-19 no weak or absurd key is made`(bits: Int) {
    #expect(throws: CPSError(.keyWeak)) { try PrivateKey.generateRSA(bits: bits) }
  }

  @Test func `the operations of a card undo one another`() async throws {
    let key = try TestKeys.rsa.get()
    let block = try [0x00] + SystemRandomSource().bytes(255)
    let transformed = try key.rawRSA(block)
    #expect(transformed != block)
    let files = ["key.pem": Array(try key.pem().utf8), "block": transformed]
    let options = ["pkeyutl", "-verifyrecover", "-inkey", "key.pem", "-in", "block"]
    let recovered = try await OpenSSLCommand.run(
      options + ["-pkeyopt", "rsa_padding_mode:none"], files: files)
    #expect(recovered.isSuccess)
    #expect(recovered.bytes == block)
    #expect(throws: CPSError(.cryptographyFailed)) { try key.rawRSA(Array(block.dropLast())) }
    #expect(throws: CPSError(.cryptographyFailed)) { try key.rawRSA([UInt8](repeating: 0xFF, count: 256)) }
    #expect(throws: CPSError(.cryptographyFailed)) {
      try key.signPKCS1Block([UInt8](repeating: 1, count: 246))
    }
  }

  @Test func `HC-18 PSS over a given digest has the fixed parameters`() async throws {
    let key = try TestKeys.rsa.get()
    let message = Array("message".utf8)
    let signature = try key.signPSS(digest: Digest.sha256(message))
    #expect(try key.publicKey.isValid(signature: signature, for: message, algorithm: .ps256))
    #expect(try !key.publicKey.isValid(signature: signature, for: message, algorithm: .rs256))
    let check = try await OpenSSLCommand.run(
      [
        "dgst", "-sha1", "-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:20", "-prverify",
        "key.pem", "-signature", "signature", "message",
      ],
      files: [
        "key.pem": Array(try key.pem().utf8), "message": message,
        "signature": try key.signPSS(digest: Digest.sha1(message)),
      ])
    #expect(check.text == "Verified OK\n")
    for length in [0, 19, 31, 33, 64] {
      #expect(throws: CPSError(.cryptographyFailed)) {
        try key.signPSS(digest: [UInt8](repeating: 1, count: length))
      }
    }
    #expect(throws: CPSError(.cryptographyFailed)) {
      try TestKeys.p256.get().signPSS(digest: [UInt8](repeating: 1, count: 32))
    }
  }

  @Test func `what the openssl command encrypts is decrypted`() async throws {
    let key = try TestKeys.rsa.get()
    let encrypted = try await OpenSSLCommand.run(
      ["pkeyutl", "-encrypt", "-inkey", "key.pem", "-in", "message"],
      files: ["key.pem": Array(try key.pem().utf8), "message": Array("secret".utf8)])
    #expect(try key.decryptPKCS1(encrypted.bytes) == Array("secret".utf8))
    #expect((try? key.decryptPKCS1([UInt8](repeating: 1, count: 256))) != Array("secret".utf8))
    #expect(throws: CPSError(.cryptographyFailed)) { try key.decryptPKCS1([]) }
  }
}
