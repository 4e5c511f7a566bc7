import CPSPrimitives
import OpenSSLKit
import Testing

@testable import VirtualCPS

/// The private keys of a CPS4 (cps-card.md section 6.4).
@Suite struct ChipDocSecurityTests {
  private static let message = Array("what is signed".utf8)
  private static let choosePSS = "012281B60491022CA0"

  private static func digest() throws -> String { Hexadecimal.encode(try Digest.sha256(message)) }

  private static func bench(
    _ generation: VirtualCardGeneration = .cps4, _ traits: VirtualCardTraits? = nil, presenting: Bool = true
  ) throws -> Bench {
    var image = try Bench.image(generation)
    image.traits = traits
    let bench = try Bench(image)
    try bench.openChannel()
    if presenting { try bench.presentPINOnChannel() }
    #expect(try bench.send("01A40800020001").hasPrefix(generation == .cps4T0 ? "61" : "9000"))
    return bench
  }

  private static func signature(_ answer: String) throws -> [UInt8] {
    #expect(answer.hasSuffix("9000") && answer.count == 2 * 258)
    return try #require(Hexadecimal.decode(String(answer.dropLast(4))))
  }

  @Test(arguments: [("2CA0", SignatureAlgorithm.ps256), ("28A0", .rs256), ("2C90", .ps256), ("2890", .rs256)])
  func `a digest is signed by the algorithm and the key that were chosen`(
    choice: String, algorithm: SignatureAlgorithm
  ) throws {
    let bench = try Self.bench()
    #expect(try bench.send("012281B6049102" + choice) == "9000")
    let signature = try Self.signature(bench.send("012A9E9A20" + Self.digest() + "00"))
    let key = try choice.hasSuffix("A0") ? Bench.authenticationKey : Bench.signatureKey
    #expect(try key.publicKey.isValid(signature: signature, for: Self.message, algorithm: algorithm))
    let other = try choice.hasSuffix("A0") ? Bench.signatureKey : Bench.authenticationKey
    #expect(try !other.publicKey.isValid(signature: signature, for: Self.message, algorithm: algorithm))
  }

  @Test func `a block that the host padded comes back transformed`() throws {
    let bench = try Self.bench()
    let information = try Hexadecimal.decode("3031300d060960864801650304020105000420" + Self.digest())
    let digestInfo = try #require(information)
    let block =
      [0x00, 0x01] + [UInt8](repeating: 0xFF, count: 253 - digestInfo.count) + [0x00] + digestInfo
    let text = Hexadecimal.encode(block)
    #expect(try bench.send("012241B803830120") == "9000")
    #expect(try bench.send("112A8086FF" + text.prefix(510)) == "9000")
    let signature = try Self.signature(bench.send("012A808601" + text.suffix(2) + "00"))
    #expect(
      try Bench.authenticationKey.publicKey.isValid(
        signature: signature, for: Self.message, algorithm: .rs256))
  }

  @Test func `deciphering is the bare operation, by the rule of the key`() throws {
    let bench = try Self.bench()
    #expect(try bench.send("012241B803830110") == "9000")
    let block = String(repeating: "11", count: 255)
    #expect(try bench.send("112A8086FF" + block) == "9000")
    #expect(try bench.send("012A80860111" + "00") == "6982")
    #expect(try bench.send("012241B803830120") == "9000")
    #expect(try bench.send("012A80860111" + "00") == "6a80")
    #expect(try bench.send("112A8086FF" + String(repeating: "FF", count: 255)) == "9000")
    #expect(try bench.send("012A808601FF" + "00") == "6a80")
  }

  @Test func `no key works before the PIN`() throws {
    let bench = try Self.bench(presenting: false)
    #expect(try bench.send(Self.choosePSS) == "9000")
    #expect(try bench.send("012A9E9A20" + Self.digest() + "00") == "6982")
    #expect(try bench.send("012241B803830120") == "9000")
    #expect(try bench.send("112A8086FF" + String(repeating: "11", count: 255)) == "9000")
    #expect(try bench.send("012A80860111" + "00") == "6982")
  }

  @Test(arguments: [
    ("012281B60491022BA0", "6a80"), ("012281B604910228" + "20", "6a80"), ("012281B60491022CFF", "6a88"),
    ("012281B603910128", "6a80"), ("012241B803830121", "6a88"), ("012241B803840120", "6a80"),
    ("012241A403830120", "6a86"), ("012241B80483020120", "6a80"),
    ("012A9E9B01AA", "6a86"), ("012A9E9A01AA", "6985"), ("012A808601AA", "6985"),
  ])
  func `a choice that means nothing is refused`(command: String, answer: String) throws {
    #expect(try Self.bench().send(command) == answer)
  }

  @Test func `a digest of another length is not signed`() throws {
    let bench = try Self.bench()
    #expect(try bench.send(Self.choosePSS) == "9000")
    #expect(try bench.send("012A9E9A1F" + Self.digest().dropLast(2) + "00") == "6a80")
    #expect(try bench.send("012281B604910215A0") == "9000")
    #expect(try bench.send("012A9E9A20" + Self.digest() + "00") == "6a80")
    #expect(try bench.send("012A9E9A14" + Self.digest().prefix(40) + "00").count == 2 * 258)
  }

  @Test(arguments: [UInt16(0x6A80), 0x6A88, 0x6D00], VirtualCardTraits.ProbabilisticRefusal.Command.allCases)
  func `a card without PSS says so, and signs otherwise`(
    status: UInt16, command: VirtualCardTraits.ProbabilisticRefusal.Command
  ) throws {
    let bench = try Self.bench(
      .cps4, VirtualCardTraits(probabilisticRefusal: .init(status, at: command)))
    let text = String(status, radix: 16)
    if command == .manageSecurityEnvironment {
      #expect(try bench.send(Self.choosePSS) == text)
    } else {
      #expect(try bench.send(Self.choosePSS) == "9000")
      #expect(try bench.send("012A9E9A20" + Self.digest() + "00") == text)
    }
    #expect(try bench.send("012281B604910228A0") == "9000")
    #expect(try bench.send("012A9E9A20" + Self.digest() + "00").count == 2 * 258)
  }

  @Test func `on T=0 the signature waits whole`() throws {
    let bench = try Self.bench(.cps4T0)
    #expect(try bench.send(Self.choosePSS) == "9000")
    #expect(try bench.send("012A9E9A20" + Self.digest()) == "6100")
    let signature = try Self.signature(bench.send("01C0000000"))
    let key = try Bench.authenticationKey.publicKey
    #expect(try key.isValid(signature: signature, for: Self.message, algorithm: .ps256))
  }

  @Test func `random bytes come on the channel`() throws {
    let bench = try Self.bench()
    #expect(try bench.send("0184000008").count == 2 * 10)
    #expect(try bench.send("0184000008") != bench.send("0184000008"))
  }
}
