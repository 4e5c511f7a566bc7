import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit
import SmartCard
import TestSupport
import Testing
import VirtualCPS

@testable import CPSCard

/// Logins with a CPS4, over T=1 and over T=0.
@Suite struct CPS4LoginTests {
  private typealias Refusal = VirtualCardTraits.ProbabilisticRefusal
  private static let generations: [VirtualCardGeneration] = [.cps4, .cps4T0, .cps4ReleaseCandidate]

  /// The commands of the second half: class, instruction and parameters.
  private func commands(_ bench: Bench) -> [String] {
    bench.recorder.lines.filter { $0.hasPrefix(">") }.map { String($0.dropFirst(2).prefix(8)) }
  }

  @Test(arguments: generations)
  func `the card signs RSASSA-PSS, and the signature verifies`(
    generation: VirtualCardGeneration
  ) throws {
    let bench = try Bench(TestCards.image(generation))
    let prepared = try bench.prepare()
    #expect(prepared.algorithm == .ps256)
    #expect(prepared.pinStatus.triesLeft == 3)
    #expect(prepared.pinStatus.maximumTries == 3)
    #expect(!prepared.pinStatus.isVerified)
    #expect(bench.verifications == 0)
    let signed = try bench.authenticate(prepared)
    #expect(signed.algorithm == .ps256)
    let transcript = try TestCards.transcript(signed.unverifiedCertificate, .ps256)
    let key = try Certificate(der: signed.unverifiedCertificate).publicKey
    #expect(try key.isValid(signature: signed.signature, for: transcript.bytes, algorithm: .ps256))
    #expect(bench.verifications == 1)
  }

  @Test func `every command stands as the card's page has it`() throws {
    let bench = try Bench(TestCards.image(.cps4))
    let prepared = try bench.prepare()
    let first = bench.recorder.lines.filter { $0.hasPrefix(">") }
    #expect(
      Array(first.prefix(3)) == [
        "> 01a4040c088025000001ff0100", "> 01a4080002d003", "> 01b000000c",
      ])
    #expect(first.last == "> 01200001")
    bench.recorder.reset()
    _ = try bench.authenticate(prepared)
    let second = bench.recorder.lines.filter { $0.hasPrefix(">") }
    #expect(
      second.dropLast() == [
        "> 01a4080002d003", "> 01b000000c", "> 0120000104 **", "> 01a40800020001", "> 012281b60491022ca0",
      ])
    #expect(second.last?.hasPrefix("> 012a9e9a20") == true)
    #expect(second.last?.hasSuffix("00") == true)
  }

  @Test(
    arguments: [UInt16(0x6A80), 0x6A88, 0x6D00],
    [VirtualCardTraits.ProbabilisticRefusal.Command.manageSecurityEnvironment, .computeDigitalSignature])
  func `a card without RSASSA-PSS signs a transcript for RS256 with one VERIFY`(
    status: UInt16, command: VirtualCardTraits.ProbabilisticRefusal.Command
  ) throws {
    for generation in Self.generations {
      let traits = VirtualCardTraits(probabilisticRefusal: Refusal(status, at: command))
      let bench = try Bench(TestCards.image(generation, traits: traits))
      let prepared = try bench.prepare()
      var algorithms: [ProofAlgorithm] = []
      let signed = try bench.authenticate(
        prepared,
        transcript: { (certificate, algorithm) throws(CPSError) in
          algorithms.append(algorithm)
          return try TestCards.transcript(certificate, algorithm)
        })
      #expect(algorithms == [.ps256, .rs256])
      #expect(signed.algorithm == .rs256)
      let transcript = try TestCards.transcript(signed.unverifiedCertificate, .rs256)
      let key = try Certificate(der: signed.unverifiedCertificate).publicKey
      #expect(try key.isValid(signature: signed.signature, for: transcript.bytes, algorithm: .rs256))
      #expect(bench.verifications == 1)
    }
  }

  @Test(arguments: [UInt16(0x6985), 0x6A86, 0x6F00, 0x6700, 0x6E00, 0x6A82])
  func `any other refusal ends the login, and the raw key is not touched`(status: UInt16) throws {
    for command in VirtualCardTraits.ProbabilisticRefusal.Command.allCases {
      let traits = VirtualCardTraits(probabilisticRefusal: Refusal(status, at: command))
      let bench = try Bench(TestCards.image(.cps4, traits: traits))
      let prepared = try bench.prepare()
      #expect(throws: CPSError(.unexpectedStatus)) { try bench.authenticate(prepared) }
      #expect(!commands(bench).contains { ["012241b8", "112a8086", "012a8086"].contains($0) })
      #expect(bench.verifications == 1)
    }
  }

  @Test func `HN-03 what the raw key is given is the padded digest of our transcript, and nothing else`()
    throws
  {
    let traits = VirtualCardTraits(probabilisticRefusal: Refusal(0x6A80, at: .manageSecurityEnvironment))
    let bench = try Bench(TestCards.image(.cps4, traits: traits))
    let prepared = try bench.prepare()
    var block: [UInt8] = []
    _ = try bench.authenticate(prepared) { (command, card) throws(CPSError) in
      if command[1] == 0x2A { block += command.dropFirst(5).prefix(Int(command[4])) }
      return try card(command)
    }
    let digest = try TestCards.transcript(prepared.publicData.authenticationCertificate, .rs256).sha256()
    #expect(block.count == 256)
    #expect(block.starts(with: [0x00, 0x01, 0xFF]))
    #expect(block.suffix(32) == digest[...])
    #expect(block[2..<204].allSatisfy { $0 == 0xFF })
  }

  @Test func `a transcript for RS256 that cannot be made ends the login without a raw operation`() throws {
    let traits = VirtualCardTraits(probabilisticRefusal: Refusal(0x6A80, at: .manageSecurityEnvironment))
    let bench = try Bench(TestCards.image(.cps4, traits: traits))
    let prepared = try bench.prepare()
    for (maker, row) in [
      ({ _, _ throws(CPSError) in throw CPSError(.challengeExpired) }, Diagnostic.challengeExpired),
      ({ certificate, _ throws(CPSError) in try TestCards.transcript(certificate, .ps256) }, .internalFault),
    ] as [(CardLogin.TranscriptMaker, Diagnostic)] {
      let bench = try Bench(bench.card.image)
      #expect(throws: CPSError(row)) {
        try bench.authenticate(
          try bench.prepare(),
          transcript: { (certificate, algorithm) throws(CPSError) in
            guard algorithm == .rs256 else { return try TestCards.transcript(certificate, algorithm) }
            return try maker(certificate, algorithm)
          })
      }
      #expect(!commands(bench).contains("112a8086"))
      #expect(bench.triesLeft == 3)
    }
    #expect(prepared.algorithm == .ps256)
  }

  @Test func `a card that has neither algorithm is refused`() throws {
    let traits = VirtualCardTraits(probabilisticRefusal: Refusal(0x6D00, at: .manageSecurityEnvironment))
    let bench = try Bench(TestCards.image(.cps4, traits: traits))
    let prepared = try bench.prepare()
    #expect(throws: CPSError(.unexpectedStatus)) {
      try bench.authenticate(prepared) { (command, card) throws(CPSError) in
        command[1] == 0x22 && command[3] == 0xB8 ? [0x6A, 0x88] : try card(command)
      }
    }
    #expect(bench.verifications == 1)
  }

  @Test(arguments: generations)
  func `a stale cached certificate is read again and signed again with one VERIFY`(
    generation: VirtualCardGeneration
  ) throws {
    for traits in [
      nil, VirtualCardTraits(probabilisticRefusal: Refusal(0x6A88, at: .computeDigitalSignature)),
    ] {
      let known = try Bench(TestCards.image(generation)).prepare().publicData
      let fresh = try TestCards.certificate(of: TestCards.strangerKey, length: 1_400)
      var image = try TestCards.image(generation, certificate: fresh, key: TestCards.strangerKey)
      image.traits = traits
      let bench = try Bench(image)
      bench.cache.store(known)
      let prepared = try bench.prepare()
      #expect(prepared.isFromCache)
      let signed = try bench.authenticate(prepared)
      #expect(signed.unverifiedCertificate == fresh)
      #expect(signed.algorithm == (traits == nil ? .ps256 : .rs256))
      #expect(bench.verifications == 1)
    }
  }

  @Test func `the worst stale login fits the budgets`() throws {
    let traits = VirtualCardTraits(probabilisticRefusal: Refusal(0x6A88, at: .computeDigitalSignature))
    let known = try Bench(TestCards.image(.cps4T0, length: 4_096)).prepare().publicData
    let fresh = try TestCards.certificate(of: TestCards.strangerKey, length: 4_096)
    var image = try TestCards.image(.cps4T0, certificate: fresh, key: TestCards.strangerKey)
    image.traits = traits
    let bench = try Bench(image)
    bench.cache.store(known)
    #expect(try bench.authenticate(bench.prepare()).unverifiedCertificate == fresh)
  }

  @Test func `an application without a path lies where the official module looks for it`() throws {
    let directory = DirectoryEncoding.record(DirectoryEncoding.application, path: nil)
    let image = try TestCards.image(.cps4).replacingInMasterFile(0x2F00, with: directory)
      .replacing(0x5031, with: DirectoryEncoding.objectDirectory([]))
    let bench = try Bench(image)
    _ = try bench.authenticate(try bench.prepare())
    #expect(commands(bench).count { $0 == "01a4040c" } == 1)
  }

  @Test(arguments: generations)
  func `a card that refuses its applet is gone round as the official module does`(
    generation: VirtualCardGeneration
  ) throws {
    let bench = try Bench(TestCards.image(generation, traits: VirtualCardTraits(refusesSelection: true)))
    let prepared = try bench.prepare()
    #expect(commands(bench).prefix(4) == ["01a4040c", "01a4040c", "00a4040c", "01a4040c"])
    bench.card.reset()
    _ = try bench.authenticate(prepared)
    #expect(bench.verifications == 1)
  }

  @Test(arguments: generations)
  func `a reset during the prompt closes the channel, and it is opened again`(
    generation: VirtualCardGeneration
  ) throws {
    let bench = try Bench(TestCards.image(generation))
    let prepared = try bench.prepare()
    bench.card.reset()
    bench.recorder.reset()
    _ = try bench.authenticate(prepared)
    #expect(commands(bench).prefix(3) == ["01a40800", "01a4040c", "01a40800"])
    #expect(bench.verifications == 1)
  }

  @Test func `another applet on the channel is replaced by ours`() throws {
    let bench = try Bench(TestCards.image(.cps4))
    let prepared = try bench.prepare()
    var isForeign = true
    _ = try bench.authenticate(prepared) { (command, card) throws(CPSError) in
      if command[1] == 0xA4, command[2] == 0x04 { isForeign = false }
      return isForeign ? [0x6A, 0x82] : try card(command)
    }
    #expect(bench.verifications == 1)
  }

  @Test func `HC-24 a PIN that another program left open is told, and does not stand for ours`() throws {
    let bench = try Bench(TestCards.image(.cps4))
    _ = try bench.prepare()
    _ = bench.card.transmit([0x01, 0x20, 0x00, 0x01, 0x04, 0x31, 0x32, 0x33, 0x34])
    let prepared = try bench.prepare()
    #expect(prepared.pinStatus.isVerified)
    #expect(prepared.pinStatus.triesLeft == 3)
    let error = #expect(throws: CPSError(.pinWrong)) { try bench.authenticate(prepared, pin: "9999") }
    #expect(error?.values["left"] == "2")
  }

  @Test(arguments: generations)
  func `a PIN typed at the reader logs in`(generation: VirtualCardGeneration) throws {
    let bench = try Bench(TestCards.image(generation))
    let signed = try bench.authenticate(try bench.prepareAtPINPad(), atPINPad: .types("1234"))
    #expect(signed.algorithm == .ps256)
    bench.card.reset()
    let error = #expect(throws: CPSError(.pinWrong)) {
      try bench.authenticate(try bench.prepareAtPINPad(), atPINPad: .types("9999"))
    }
    #expect(error?.values["left"] == "2")
  }

  @Test(arguments: generations)
  func `HC-24 HR-13 a keypad that says yes without asking finds no open PIN to hide behind`(
    generation: VirtualCardGeneration
  ) throws {
    let bench = try Bench(TestCards.image(generation))
    let prepared = try bench.prepareAtPINPad()
    _ = bench.card.transmit([0x01, 0x20, 0x00, 0x01, 0x04, 0x31, 0x32, 0x33, 0x34])
    #expect(throws: CPSError(.pinPadUnusable)) {
      try bench.authenticate(prepared, atPINPad: .answers([0x90, 0x00]))
    }
    #expect(!commands(bench).contains("012a9e9a"))
    bench.card.reset()
    #expect(throws: CPSError(.cardReset)) {
      try bench.authenticate(try bench.prepareAtPINPad(), atPINPad: .answers([0x90, 0x00]))
    }
  }

  @Test func `CC-02 a reset between VERIFY and signature asks for a new entry`() throws {
    for traits in [
      nil, VirtualCardTraits(probabilisticRefusal: Refusal(0x6A80, at: .manageSecurityEnvironment)),
    ] {
      let bench = try Bench(TestCards.image(.cps4, traits: traits))
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
  }

  @Test func `the key reference is the card's own, and assumed only where it gives none`() throws {
    let certificate = try TestCards.certificate(of: TestCards.authenticationKey, length: 1_328)
    let image = try TestCards.image(.cps4, certificate: certificate)
    let silent = DirectoryEncoding.sequence(
      DirectoryEncoding.sequence(
        DirectoryEncoding.label("CPS_PRIV_AUT"), DirectoryEncoding.octets([0x01])),
      DirectoryEncoding.sequence(
        DirectoryEncoding.octets(DirectoryEncoding.authenticationIdentifier), DirectoryEncoding.signing))
    let bench = try Bench(image.replacing(0x7002, with: silent))
    _ = try bench.authenticate(try bench.prepare())
    let other = try Bench(
      image.replacing(
        0x7002, with: DirectoryEncoding.key(usage: DirectoryEncoding.signing, reference: [0x30])))
    #expect(throws: CPSError(.unexpectedStatus)) { try other.authenticate(try other.prepare()) }
    #expect(other.recorder.lines.contains("> 012281b60491022cb0"))
  }
}
