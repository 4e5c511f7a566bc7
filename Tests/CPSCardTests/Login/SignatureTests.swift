import CPSCard
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit
import SmartCard
import Testing
import VirtualCPS

/// That no signature leaves that its certificate does not verify.
@Suite struct SignatureTests {
  /// Lets `change` replace what INTERNAL AUTHENTICATE and its GET RESPONSE have given.
  private func changingSignature(
    _ change: @escaping ([UInt8]) -> [UInt8]
  ) -> InterposedTransport.Interposer {
    var isNext = false
    return { (command, card) throws(CPSError) in
      let answer = try card(command)
      if command[1] == Bench.internalAuthenticate {
        isNext = true
        return [0x61, 0x00]
      }
      guard isNext else { return answer }
      isNext = false
      return change(Array(answer.dropLast(2))) + [0x90, 0x00]
    }
  }

  @Test func `the signature verifies with the certificate over the transcript`() throws {
    let bench = try Bench()
    let authentication = try bench.authenticate(try bench.prepare())
    let certificate = try Certificate(der: authentication.unverifiedCertificate)
    let transcript = try TestCards.transcript(authentication.unverifiedCertificate, .rs256)
    #expect(authentication.algorithm == .rs256)
    #expect(
      try certificate.publicKey.isValid(
        signature: authentication.signature, for: transcript.bytes, algorithm: .rs256))
  }

  @Test func `HC-14 a certificate of another person is found out before the card is released`() throws {
    let stranger = try TestCards.certificate(of: TestCards.strangerKey, length: 1_328)
    let bench = try Bench(TestCards.image(certificate: stranger))
    let prepared = try bench.prepare()
    #expect(throws: CPSError(.signatureMismatch)) { try bench.authenticate(prepared) }
    #expect(bench.verifications == 1)
  }

  @Test(arguments: [1, 128, 255])
  func `HC-15 a short signature is refused`(length: Int) throws {
    let bench = try Bench()
    let prepared = try bench.prepare()
    #expect(throws: CPSError(.signatureMismatch)) {
      try bench.authenticate(prepared, through: changingSignature { Array($0.prefix(length)) })
    }
    #expect(bench.verifications == 1)
  }

  @Test func `HC-15 no signature at all is refused`() throws {
    let bench = try Bench()
    let prepared = try bench.prepare()
    #expect(throws: CPSError(.noProgress)) {
      try bench.authenticate(prepared, through: changingSignature { _ in [] })
    }
  }

  @Test(arguments: [1, 3_840])
  func `HC-15 a long signature is refused`(excess: Int) throws {
    let bench = try Bench()
    let prepared = try bench.prepare()
    #expect(throws: CPSError(.responseTooLong)) {
      try bench.authenticate(
        prepared, through: changingSignature { $0 + [UInt8](repeating: 0, count: excess) })
    }
  }

  @Test func `HC-16 what looks like a signature and is none is refused`() throws {
    let modulus = try #require(try TestCards.authenticationKey.publicKey.rsaModulus)
    let digest = try TestCards.transcript(TestCards.image().content(0xD002), .rs256).sha256()
    let forgeries: [[UInt8]] = [
      [UInt8](repeating: 0x00, count: 256), [UInt8](repeating: 0xFF, count: 256), modulus,
      Array(modulus.dropLast()) + [modulus[255] - 1], [UInt8](repeating: 0x00, count: 224) + digest,
      [0x00, 0x01] + [UInt8](repeating: 0xFF, count: 221) + [0x00] + digest,
    ]
    for forgery in forgeries {
      let bench = try Bench()
      let prepared = try bench.prepare()
      #expect(throws: CPSError(.signatureMismatch)) {
        try bench.authenticate(prepared, through: changingSignature { _ in forgery })
      }
    }
  }

  @Test func `HC-20 a card that takes every PIN still has to sign`() throws {
    let stranger = try TestCards.certificate(of: TestCards.strangerKey, length: 1_328)
    let bench = try Bench(TestCards.image(certificate: stranger))
    let prepared = try bench.prepare()
    #expect(throws: CPSError(.cardReset)) {
      try bench.authenticate(prepared, pin: "9999") { (command, card) throws(CPSError) in
        command[1] == Bench.verify ? [0x90, 0x00] : try card(command)
      }
    }
  }

  @Test func `CC-02 a reset between VERIFY and signature asks for a new entry, never presents the PIN again`()
    throws
  {
    let bench = try Bench()
    let prepared = try bench.prepare()
    #expect(throws: CPSError(.cardReset)) {
      try bench.authenticate(prepared) { (command, card) throws(CPSError) in
        let answer = try card(command)
        if command[1] == Bench.verify { bench.card.reset() }
        return answer
      }
    }
    #expect(bench.verifications == 1)
    #expect(bench.triesLeft == 3)
  }

  @Test func `a stale cached certificate is read again and the transcript signed again with one VERIFY`()
    throws
  {
    let bench = try Bench()
    let known = try bench.prepare().publicData
    let fresh = try TestCards.certificate(of: TestCards.strangerKey, length: 1_400)
    let renewed = try Bench(TestCards.image(certificate: fresh, key: TestCards.strangerKey))
    renewed.cache.store(known)
    let prepared = try renewed.prepare()
    #expect(prepared.isFromCache)
    var certificates: [[UInt8]] = []
    let authentication = try renewed.authenticate(
      prepared,
      transcript: { (certificate, algorithm) throws(CPSError) in
        certificates.append(certificate)
        return try TestCards.transcript(certificate, algorithm)
      })
    #expect(certificates == [known.authenticationCertificate, fresh])
    #expect(authentication.unverifiedCertificate == fresh)
    #expect(authentication.publicData != known)
    #expect(renewed.verifications == 1)
  }

  @Test func `HC-14 a stale certificate whose successor does not fit either is refused with one VERIFY`()
    throws
  {
    let bench = try Bench()
    let known = try bench.prepare().publicData
    let stranger = try TestCards.certificate(of: TestCards.strangerKey, length: 1_400)
    let renewed = try Bench(TestCards.image(certificate: stranger, key: TestCards.signatureKey))
    renewed.cache.store(known)
    let prepared = try renewed.prepare()
    #expect(throws: CPSError(.signatureMismatch)) { try renewed.authenticate(prepared) }
    #expect(renewed.verifications == 1)
  }
}
