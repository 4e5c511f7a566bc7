import CPSPrimitives
import Foundation
import OpenSSLKit
import TestSupport
import Testing

@testable import VirtualCPS

/// The private keys: cps-card.md sections 6.1 to 6.3.
@Suite struct IASSecurityTests {
  private static let chooseAuthentication = "002241A406800102840182"
  private static let chooseSignature = "002241B606800142840181"
  private static let message = Array("what is signed".utf8)

  private static func digestInfo() throws -> String {
    "3031300d060960864801650304020105000420" + Hexadecimal.encode(try Digest.sha256(message))
  }

  private func isValid(_ answer: String, by key: PrivateKey) throws -> Bool {
    #expect(answer.hasSuffix("9000"))
    let signature = try #require(Hexadecimal.decode(String(answer.dropLast(4))))
    return try key.publicKey.isValid(signature: signature, for: Self.message, algorithm: .rs256)
  }

  @Test(arguments: ["002241A406800102840182", "002241A406840182800102"])
  func `INTERNAL AUTHENTICATE signs after the PIN, whatever the order of tags`(choose: String) throws {
    let bench = try Bench()
    try bench.selectApplication()
    #expect(try bench.send(choose) == "9000")
    #expect(try bench.send("0088000033" + Self.digestInfo()) == "6982")
    try bench.presentPIN()
    #expect(try bench.send("0088000033" + Self.digestInfo()) == "6100")
    let first = try bench.send("00C00000E7")
    #expect(first.hasSuffix("6119"))
    let answer = first.dropLast(4) + (try bench.send("00C0000019"))
    #expect(try isValid(String(answer), by: Bench.authenticationKey))
    #expect(try !isValid(String(answer), by: Bench.signatureKey))
  }

  @Test func `at most 102 bytes are signed`() throws {
    let bench = try Bench()
    try bench.selectApplication()
    try bench.presentPIN()
    #expect(try bench.send(Self.chooseAuthentication) == "9000")
    #expect(try bench.send("0088000066" + String(repeating: "AA", count: 102)) == "6100")
    #expect(try bench.send("0088000067" + String(repeating: "AA", count: 103)) == "6a80")
    #expect(try bench.send("0088000000") == "6700")
    #expect(try bench.send("0088000124" + String(repeating: "AA", count: 36)) == "6a86")
  }

  @Test func `key references are local to the application`() throws {
    let bench = try Bench()
    try bench.presentPIN()
    #expect(try bench.send(Self.chooseAuthentication) == "6a88")
    #expect(try bench.send("0088000033" + Self.digestInfo()) == "6985")
    try bench.selectApplication()
    #expect(try bench.send(Self.chooseAuthentication) == "9000")
    try bench.selectMasterFile()
    #expect(try bench.send("0088000033" + Self.digestInfo()) == "6985")
    try bench.selectApplication()
    #expect(try bench.send("0088000033" + Self.digestInfo()) == "6985")
  }

  @Test func `the signature key does not log in, the authentication key does not sign documents`() throws {
    let bench = try Bench()
    try bench.selectApplication()
    try bench.presentPIN()
    #expect(try bench.send("002241A406800102840181") == "9000")
    #expect(try bench.send("0088000033" + Self.digestInfo()) == "6982")
    #expect(try bench.send("002241B606800142840182") == "9000")
    #expect(try bench.send("002A9E9A20" + String(repeating: "AA", count: 32)) == "6982")
    #expect(try bench.send("002241B80680011A840181") == "9000")
    #expect(try bench.send("102A8086FF81" + String(repeating: "00", count: 254)) == "9000")
    #expect(try bench.send("002A8086020000") == "6982")
  }

  @Test(arguments: [
    ("002241A406800103840182", "6a80"), ("002241A406800102840183", "6a88"), ("002241A403800102", "6a80"),
    ("002241A403840182", "6a80"), ("002241A4098001028401828401 82", "6a80"),
    ("002241A50680010284 0182", "6a86"),
    ("002201A406800102840182", "6a86"), ("002241A406810102840182", "6a80"),
    ("002241AA06800140840181", "6a80"),
    ("002241AA03800141", "6a80"), ("002241A4020102", "6a80"), ("002241B606800102840181", "6a80"),
  ])
  func `MSE SET refuses what it does not know`(command: String, answer: String) throws {
    let bench = try Bench()
    try bench.selectApplication()
    #expect(try bench.send(command.filter { $0 != " " }) == answer)
  }

  @Test func `a digest given is signed by the signature key`() throws {
    let bench = try Bench()
    try bench.selectApplication()
    #expect(try bench.send(Self.chooseSignature) == "9000")
    let command = "002A9E9A20" + Hexadecimal.encode(try Digest.sha256(Self.message))
    #expect(try bench.send(command) == "6982")
    try bench.presentPIN()
    #expect(try bench.send(command) == "6100")
    #expect(try isValid(try bench.send("00C0000000"), by: Bench.signatureKey))
    #expect(try bench.send("002A9E9A14" + String(repeating: "AA", count: 20)) == "6a80")
  }

  @Test func `openssl verifies what the signature key signed`() async throws {
    let bench = try Bench()
    try bench.selectApplication()
    try bench.presentPIN()
    #expect(try bench.send(Self.chooseSignature) == "9000")
    let digest = try Digest.sha256(Self.message)
    #expect(try bench.send("002A9E9A20" + Hexadecimal.encode(digest)) == "6100")
    let answer = try bench.send("00C0000000")
    let signature = try #require(Hexadecimal.decode(String(answer.dropLast(4))))
    let files = try TemporaryDirectory()
    try Data(Bench.signatureKey.publicKey.subjectPublicKeyInfo).write(to: URL(filePath: files.path("key")))
    try Data(digest).write(to: URL(filePath: files.path("digest")))
    for (bytes, outcome) in [(signature, ChildProcess.Outcome.exited(0)), (signature.reversed(), .exited(1))]
    {
      try Data(bytes).write(to: URL(filePath: files.path("signature")))
      let verdict = try await ChildProcess.run(
        "openssl",
        [
          "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", files.path("key"), "-pkeyopt",
          "digest:sha256", "-in", files.path("digest"), "-sigfile", files.path("signature"),
        ])
      #expect(verdict.outcome == outcome)
    }
  }

  @Test func `a digest finished on the card outlives a refusal and is used once`() throws {
    let bench = try Bench()
    try bench.selectApplication()
    #expect(try bench.send("002241AA03800140") == "9000")
    let text = Hexadecimal.encode(Self.message)
    #expect(try bench.send("002A90A0129000800E" + text) == "9000")
    #expect(try bench.send(Self.chooseSignature) == "9000")
    #expect(try bench.send("002A9E9A00") == "6982")
    try bench.presentPIN()
    #expect(try bench.send(Self.chooseSignature) == "9000")
    #expect(try isValid(try bench.send("002A9E9A00"), by: Bench.signatureKey))
    #expect(try bench.send("002A9E9A00") == "6985")
  }

  /// SHA-256 of 64 zero bytes, then the card does the last block of 3 bytes.
  @Test func `an intermediate digest is taken up where the host left it`() throws {
    let bench = try Bench()
    let state = "da5698be17b9b46962335799779fbeca8ce5d491c0d26243bafef9ea1837a9d8"
    let start = state + "0000000000000200"
    let message = [UInt8](repeating: 0, count: 64) + [0x61, 0x62, 0x63]
    try bench.selectApplication()
    try bench.presentPIN()
    #expect(try bench.send("002241AA03800140") == "9000")
    #expect(try bench.send("002A90A02F9028" + start + "8003616263") == "9000")
    #expect(try bench.send(Self.chooseSignature) == "9000")
    let answer = try bench.send("002A9E9A00")
    let signature = try #require(Hexadecimal.decode(String(answer.dropLast(4))))
    #expect(
      try Bench.signatureKey.publicKey.isValid(signature: signature, for: message, algorithm: .rs256))
  }

  @Test(arguments: [
    "002A90A0049000 8000", "002A90A0059003AABBCC", "002A90A003800161", "002A90A0050161626364",
    "002A90A0089003AABBCC800161",
    "002A90A02D9028DA5698BE17B9B46962335799779FBECA8CE5D491C0D26243BAFEF9EA1837A9D80000000000000201800161",
  ])
  func `PSO HASH refuses broken data`(command: String) throws {
    let bench = try Bench()
    try bench.selectApplication()
    #expect(try bench.send("002241AA03800140") == "9000")
    let text = command.filter { $0 != " " }
    let answer = try bench.send(text)
    #expect(answer == "6a80" || answer == "6700")
  }

  @Test func `PSO without a choice, and of an unknown kind`() throws {
    let bench = try Bench()
    try bench.selectApplication()
    #expect(try bench.send("002A90A005900080 0161".filter { $0 != " " }) == "6985")
    #expect(try bench.send("002A9E9A00") == "6985")
    #expect(try bench.send("002A808602AABB") == "6985")
    #expect(try bench.send("002A9E9B00") == "6a86")
  }

  @Test func `a cryptogram in a chain is opened`() throws {
    let bench = try Bench()
    // A block of type 2 made by hand, so that no host library is needed: 00 02, 8 or more bytes, 00, text.
    let block = [0x00, 0x02] + [UInt8](repeating: 0x5A, count: 249) + [0x00] + Array("text".utf8)
    let cryptogram = try Self.encrypt(block, for: Bench.authenticationKey.publicKey)
    try bench.selectApplication()
    #expect(try bench.send("002241B80680011A840182") == "9000")
    let text = Hexadecimal.encode([0x81] + cryptogram)
    #expect(try bench.send("102A8086FF" + text.prefix(510)) == "9000")
    #expect(try bench.send("002A808602" + text.suffix(4)) == "6982")
    try bench.presentPIN()
    #expect(try bench.send("102A8086FF" + text.prefix(510)) == "9000")
    #expect(try bench.fetch("002A808602" + text.suffix(4)) == Hexadecimal.encode("text".utf8) + "9000")
    #expect(try bench.send("002A808602" + text.suffix(4)) == "6a80")
  }

  private static func encrypt(_ block: [UInt8], for key: PublicKey) throws -> [UInt8] {
    guard case .rsa(_, let exponent) = key.kind else { return [] }
    let modulus = try #require(key.rsaModulus)
    return Modular.power(block, exponent, modulus)
  }
}
