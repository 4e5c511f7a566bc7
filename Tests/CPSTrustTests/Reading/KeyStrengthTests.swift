import CPSDiagnostics
import OpenSSLKit
import SyntheticIGC
import Testing

@testable import CPSTrust

@Suite struct KeyStrengthTests {
  /// A key of no card: only its form is looked at before a signature is.
  struct WeakKey: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let length: Int
    let fill: UInt8
    let last: UInt8
    let exponent: [UInt8]
    let weakness: String

    init(
      _ name: String, length: Int = 256, fill: UInt8 = 0xA5, last: UInt8 = 0x01,
      exponent: [UInt8] = [1, 0, 1], _ weakness: String
    ) {
      testDescription = name
      self.length = length
      self.fill = fill
      self.last = last
      self.exponent = exponent
      self.weakness = weakness
    }

    func key() throws -> PublicKey {
      let modulus = [0xFF] + [UInt8](repeating: fill, count: length - 2) + [last]
      let key = DEREncoding.sequence(
        DEREncoding.integer(magnitude: modulus), DEREncoding.integer(magnitude: exponent))
      let identifier = DEREncoding.sequence(
        DEREncoding.objectIdentifier("1.2.840.113549.1.1.1"), DEREncoding.null)
      return try PublicKey(
        subjectPublicKeyInfo: DEREncoding.sequence(identifier, DEREncoding.bitString(key)))
    }
  }

  static let weakKeys = [
    WeakKey("1,024 bits", length: 128, "RSA of 1024 bits"),
    WeakKey("2,040 bits", length: 255, "RSA of 2040 bits"),
    WeakKey("HN-15 4,104 bits", length: 513, "RSA of 4104 bits"),
    WeakKey("even modulus", last: 0x02, "even modulus"),
    WeakKey("e = 1", exponent: [1], "public exponent"),
    WeakKey("e = 3", exponent: [3], "public exponent"),
    WeakKey("e even", exponent: [1, 0, 2], "public exponent"),
    WeakKey("e of five bytes", exponent: [1, 0, 0, 0, 1], "public exponent"),
  ]

  @Test func aKeyOfAKnownCardIsStrong() throws {
    let tree = try TestTree.shared.get()
    #expect(KeyStrength.weakness(of: tree.cardKey.publicKey, within: .card) == nil)
  }

  @Test(arguments: weakKeys)
  func `HC-19 a weak key is told`(weak: WeakKey) throws {
    #expect(KeyStrength.weakness(of: try weak.key(), within: .card) == weak.weakness)
  }

  @Test func `HC-19 a key that is not RSA is refused`() throws {
    let weakness = KeyStrength.weakness(of: try PrivateKey.generateP256().publicKey, within: .card)
    #expect(weakness == "key on P-256")
  }

  @Test func `HC-19 HN-15 a modulus of 16,384 bits or with a small factor is refused in the plain mode, too`()
    throws
  {
    let huge = WeakKey("16,384 bits", length: 2_048, "RSA of 16384 bits")
    #expect(KeyStrength.weakness(of: try huge.key(), within: .plain) == huge.weakness)
    // 2²⁰⁴⁸ − 1 is a multiple of 3.
    let factor = WeakKey("small factor", fill: 0xFF, last: 0xFF, "modulus with a small factor")
    #expect(KeyStrength.weakness(of: try factor.key(), within: .plain) == factor.weakness)
    #expect(KeyStrength.weakness(of: try factor.key(), within: .card) == factor.weakness)
  }

  /// Each residue is what a division byte by byte gives.
  @Test func theResiduesAreThoseOfTheNumber() {
    for length in [1, 2, 3, 4, 5, 255, 256, 257] {
      let number = (0..<length).map { UInt8(truncatingIfNeeded: $0 * 37 + length) }
      let slow = SmallResidues.primes.map { prime in
        number.reduce(UInt64(0)) { ($0 << 8 | UInt64($1)) % prime }
      }
      #expect(SmallResidues.residues(of: number) == slow)
    }
  }

  @Test(arguments: weakKeys)
  func `HC-19 a weak key does not log in`(weak: WeakKey) throws {
    let tree = try TestTree.shared.get()
    var draft = LeafDraft(in: tree)
    draft.key = try weak.key()
    let certificate = try draft.der()
    let verifier = try tree.verifier()
    #expect(throws: CPSError(.keyWeak)) { try tree.logIn(with: certificate, by: verifier) }
  }

  /// Powers of 65,537, as ROCA moduli are modulo each of the primes.
  @Test func `HC-19 the fingerprint of ROCA is found and not imagined`() throws {
    #expect(RSAKeyFingerprint.isROCA([1, 0, 1]))
    #expect(RSAKeyFingerprint.isROCA([1, 0, 3, 0, 3, 0, 1]))
    #expect(!RSAKeyFingerprint.isROCA([2]))
    let tree = try TestTree.shared.get()
    for key in [tree.cardKey, tree.otherCardKey] + tree.igc.authorities.map(\.key) {
      #expect(!RSAKeyFingerprint.isROCA(try #require(key.publicKey.rsaModulus)))
    }
  }
}
