import CPSDiagnostics
import CPSProof
import OpenSSLKit
import SmartCard
import Testing
import VirtualCPS

@testable import CPSCard

/// Signatures by the right key in a wrong form, and by wrong keys in the right one, on every generation.
@Suite struct SignatureForgeryTests {
  /// A login during which the card's signature is replaced by `forgery`.
  private func logIn(
    _ generation: VirtualCardGeneration, signing forgery: [UInt8]
  ) throws -> (bench: Bench, result: Result<CardAuthentication, CPSError>) {
    let bench = try Bench(TestCards.image(generation))
    let prepared = try bench.prepare()
    do throws(CPSError) {
      let signed = try bench.authenticate(prepared) { (command, card) throws(CPSError) in
        let answer = try card(command)
        return answer.count == 258 ? forgery + answer.suffix(2) : answer
      }
      return (bench, .success(signed))
    } catch {
      return (bench, .failure(error))
    }
  }

  private func digest(_ algorithm: ProofAlgorithm) throws -> [UInt8] {
    try TestCards.transcript(TestCards.image().content(0xD002), algorithm).sha256()
  }

  /// Block type 1 around `information`, by the authentication key.
  private func signedBlock(_ information: [UInt8], trailing garbage: Int = 0) throws -> [UInt8] {
    let filling = [UInt8](repeating: 0xFF, count: 253 - information.count - garbage)
    let trailer = [UInt8](repeating: 0x00, count: garbage)
    return try TestCards.authenticationKey.rawRSA([0x00, 0x01] + filling + [0x00] + information + trailer)
  }

  /// EMSA-PSS with SHA-256 and MGF1 over `digest` (RFC 8017, section 9.1.1), by the authentication key.
  private func signedPSS(
    _ digest: [UInt8], salt: [UInt8], mask: ([UInt8]) throws(CPSError) -> [UInt8] = Digest.sha256
  ) throws -> [UInt8] {
    let hash = try Digest.sha256([UInt8](repeating: 0, count: 8) + digest + salt)
    let filling = [UInt8](repeating: 0, count: 256 - salt.count - hash.count - 2)
    let block = filling + [0x01] + salt
    var stream: [UInt8] = []
    for counter in 0..<16 { stream += try mask(hash + [0, 0, 0, UInt8(counter)]) }
    var masked = zip(block, stream).map { $0 ^ $1 }
    masked[0] &= 0x7F
    return try TestCards.authenticationKey.rawRSA(masked + hash + [0xBC])
  }

  @Test func `the forgeries differ from what is right by their fault alone`() throws {
    let padded = try signedBlock(PaddedDigest.information(of: try digest(.rs256)))
    #expect(try logIn(.cps3, signing: padded).result.get().signature == padded)
    let probabilistic = try signedPSS(try digest(.ps256), salt: [UInt8](repeating: 7, count: 32))
    #expect(try logIn(.cps4, signing: probabilistic).result.get().signature == probabilistic)
  }

  @Test func `HC-17 a padding that leaves room or names another digest is refused`() throws {
    let digest = try digest(.rs256)
    let right = PaddedDigest.information(of: digest)
    var otherDigest = right
    otherDigest[14] = 0x03
    let withoutNull = [0x30, 0x2F, 0x30, 0x0B] + right[4..<15] + [0x04, 0x20] + digest
    let longLength = [0x30, 0x81, 0x31] + right.dropFirst(2)
    let forgeries = [
      try signedBlock(right, trailing: 100), try signedBlock(otherDigest), try signedBlock(withoutNull),
      try signedBlock(longLength), try signedBlock(digest), try signedBlock(Array(right.dropLast())),
    ]
    for forgery in forgeries {
      let (bench, result) = try logIn(.cps3, signing: forgery)
      #expect(throws: CPSError(.signatureMismatch)) { try result.get() }
      #expect(bench.verifications == 1)
    }
  }

  @Test func `HC-18 another salt length or mask than the fixed one is refused`() throws {
    let digest = try digest(.ps256)
    let forgeries = [
      try signedPSS(digest, salt: []), try signedPSS(digest, salt: [UInt8](repeating: 7, count: 20)),
      try signedPSS(digest, salt: [UInt8](repeating: 7, count: 222)),
      try signedPSS(digest, salt: [UInt8](repeating: 7, count: 32), mask: Digest.sha1),
    ]
    for forgery in forgeries {
      let (bench, result) = try logIn(.cps4, signing: forgery)
      #expect(throws: CPSError(.signatureMismatch)) { try result.get() }
      #expect(bench.verifications == 1)
    }
  }

  @Test func `HN-09 a signature of the other algorithm does not stand for the one in the transcript`() throws
  {
    let padded = try signedBlock(PaddedDigest.information(of: try digest(.ps256)))
    #expect(throws: CPSError(.signatureMismatch)) { try logIn(.cps4, signing: padded).result.get() }
    let probabilistic = try signedPSS(try digest(.rs256), salt: [UInt8](repeating: 7, count: 32))
    #expect(throws: CPSError(.signatureMismatch)) { try logIn(.cps3, signing: probabilistic).result.get() }
  }

  @Test(arguments: [VirtualCardGeneration.cps4, .cps4T0])
  func `HC-15 HC-16 what looks like a signature of a CPS4 and is none is refused`(
    generation: VirtualCardGeneration
  ) throws {
    let modulus = try #require(try TestCards.authenticationKey.publicKey.rsaModulus)
    let forgeries: [[UInt8]] = [
      [UInt8](repeating: 0x00, count: 256), [UInt8](repeating: 0xFF, count: 256), modulus,
      Array(modulus.dropLast()) + [modulus[255] - 1], try digest(.ps256), [UInt8](repeating: 1, count: 255),
    ]
    for forgery in forgeries {
      #expect(throws: CPSError(.signatureMismatch)) { try logIn(generation, signing: forgery).result.get() }
    }
    #expect(throws: CPSError(.responseTooLong)) {
      try logIn(generation, signing: [UInt8](repeating: 1, count: 257)).result.get()
    }
  }

  @Test(arguments: [VirtualCardGeneration.cps4, .cps4T0])
  func `HC-14 HC-20 a CPS4 that takes every PIN and has another's certificate is found out`(
    generation: VirtualCardGeneration
  ) throws {
    let stranger = try TestCards.certificate(of: TestCards.strangerKey, length: 1_328)
    let bench = try Bench(TestCards.image(generation, certificate: stranger))
    let prepared = try bench.prepare()
    #expect(throws: CPSError(.signatureMismatch)) { try bench.authenticate(prepared) }
    #expect(bench.verifications == 1)
    let other = try Bench(TestCards.image(generation))
    let again = try other.prepare()
    #expect(throws: CPSError(.cardReset)) {
      try other.authenticate(again, pin: "9999") { (command, card) throws(CPSError) in
        command[1] == Bench.verify && command.count > 5 ? [0x90, 0x00] : try card(command)
      }
    }
  }

  @Test(arguments: [VirtualCardGeneration.cps3, .cps4, .cps4T0])
  func `HC-26 CC-03 a card of the same kind exchanged during the prompt never gets the PIN`(
    generation: VirtualCardGeneration
  ) throws {
    let prepared = try Bench(TestCards.image(generation)).prepare()
    let other = try Bench(TestCards.image(generation, serial: TestCards.otherSerial))
    #expect(throws: CPSError(.cardChanged)) { try other.authenticate(prepared) }
    #expect(other.verifications == 0)
  }

  @Test(arguments: [VirtualCardGeneration.cps3, .cps4])
  func `HC-26 a card of another kind exchanged during the prompt never gets the PIN`(
    generation: VirtualCardGeneration
  ) throws {
    let prepared = try Bench(TestCards.image(generation)).prepare()
    let other = try Bench(TestCards.image(generation == .cps3 ? .cps4 : .cps3))
    #expect(throws: CPSError(.cardChanged)) { try other.authenticate(prepared) }
    #expect(other.verifications == 0)
  }
}
