import CPSDiagnostics
import CPSPrimitives
import OpenSSLKit
import TestSupport
import Testing

@Suite struct PublicKeyTests {
  @Test func `the kind says what admission needs`() throws {
    #expect(try TestKeys.rsa.get().publicKey.kind == .rsa(bits: 2_048, exponent: [1, 0, 1]))
    #expect(try TestKeys.p256.get().publicKey.kind == .ellipticCurve(.p256))
    #expect(try TestKeys.p256.get().publicKey.rsaModulus == nil)
  }

  @Test(arguments: [
    "-algorithm ED25519", "-algorithm RSA-PSS -pkeyopt rsa_keygen_bits:2048",
    "-algorithm EC -pkeyopt ec_paramgen_curve:P-256 -pkeyopt ec_param_enc:explicit",
    "-algorithm EC -pkeyopt ec_paramgen_curve:secp256k1",
  ])
  func `keys of other kinds are read, and verify nothing`(options: String) async throws {
    let made = try await OpenSSLCommand.run(["genpkey"] + options.split(separator: " ").map(String.init))
    let key = try PrivateKey(pem: made.text).publicKey
    #expect(key.kind == .other)
    for algorithm in SignatureAlgorithm.allCases {
      let signature = [UInt8](repeating: 1, count: algorithm == .es256 ? 64 : 256)
      #expect(try !key.isValid(signature: signature, for: [], algorithm: algorithm))
    }
  }

  @Test func `coordinates make the same key again`() throws {
    let key = try TestKeys.p256.get().publicKey
    let (x, y) = try #require(key.p256Coordinates)
    #expect(try PublicKey(p256X: x, y: y) == key)
    #expect(x.count == 32 && y.count == 32)
    #expect(try TestKeys.rsa.get().publicKey.p256Coordinates == nil)
  }

  @Test func `a point beside the curve is refused`() throws {
    let (x, y) = try #require(try TestKeys.p256.get().publicKey.p256Coordinates)
    let zeros = [UInt8](repeating: 0, count: 32)
    #expect(throws: CPSError(.keyMalformed)) { try PublicKey(p256X: x, y: x) }
    #expect(throws: CPSError(.keyMalformed)) { try PublicKey(p256X: zeros, y: zeros) }
    #expect(throws: CPSError(.keyMalformed)) { try PublicKey(p256X: x, y: y + [0]) }
    #expect(throws: CPSError(.keyMalformed)) { try PublicKey(p256X: [], y: []) }
  }

  @Test func `bytes that are not exactly one key are refused`() throws {
    let bytes = try TestKeys.rsa.get().publicKey.subjectPublicKeyInfo
    #expect(try PublicKey(subjectPublicKeyInfo: bytes).subjectPublicKeyInfo == bytes)
    var longLength = bytes
    longLength.replaceSubrange(1..<2, with: [0x83, 0x00])
    for wrong in [[], [0x30], [0x30, 0], bytes + [0], Array(bytes.dropLast()), longLength] {
      #expect(throws: CPSError(.keyMalformed)) { try PublicKey(subjectPublicKeyInfo: wrong) }
    }
  }

  @Test func `HC-17 a key inside the bit string that is not DER is refused`() throws {
    // 33 bytes of SubjectPublicKeyInfo header and count, then the RSAPublicKey: its exponent with a zero ahead.
    var bytes = try TestKeys.rsa.get().publicKey.subjectPublicKeyInfo
    #expect(bytes.suffix(5) == [0x02, 0x03, 0x01, 0x00, 0x01])
    bytes.replaceSubrange(bytes.count - 4..<bytes.count, with: [0x04, 0x00, 0x01, 0x00, 0x01])
    for offset in [3, 22, 27] {
      // The three lengths around the exponent: the whole, the bit string, the RSAPublicKey.
      bytes[offset] += 1
    }
    #expect(throws: CPSError(.keyMalformed)) { try PublicKey(subjectPublicKeyInfo: bytes) }
  }

  @Test func `a byte changed anywhere never crashes and never makes the same key`() throws {
    let key = try TestKeys.rsa.get().publicKey
    for index in key.subjectPublicKeyInfo.indices {
      var bytes = key.subjectPublicKeyInfo
      bytes[index] ^= 0x41
      #expect((try? PublicKey(subjectPublicKeyInfo: bytes)) != key)
    }
  }
}
