import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit
import SyntheticIGC
import Testing
import VirtualCPS

@testable import CPSAuthTesting

/// Cards of every generation for the tests of whoever integrates cpsauth.
@Suite struct SyntheticWorldTests {
  private static let world = Result { () throws(CPSError) in
    try SyntheticWorld(at: SyntheticTree.fixtureMoment)
  }

  private let workstation: VirtualWorkstation
  private let challenge: Challenge

  init() throws {
    let random = SeededRandomSource(seed: 7)
    workstation = try VirtualWorkstation(
      audience: try Audience("https://service.example"), clock: ManualClock(SyntheticTree.fixtureMoment),
      random: random)
    challenge = try Challenge(
      id: "an-opaque-identifier", nonce: try Nonce(from: random),
      purpose: .login, function: nil, lifeInSeconds: 60)
  }

  @Test(arguments: [
    (VirtualCardGeneration.cps3, ProofAlgorithm.rs256), (.cps4, .ps256), (.cps4T0, .ps256),
    (.cps4ReleaseCandidate, .ps256),
  ])
  func `a card of each generation answers a challenge`(
    generation: VirtualCardGeneration, algorithm: ProofAlgorithm
  ) async throws {
    let issued = try Self.world.get().issueCard(to: .physician, generation: generation)
    #expect(issued.card.image.generation == generation)
    let proof = try await workstation.proof(answering: challenge, with: issued.card)
    #expect(proof.algorithm == algorithm)
    #expect(proof.unverifiedCertificate == issued.certificate.der)
    #expect(issued.card.image.pins[0].triesLeft == 3)
  }

  @Test func `a CPS4 without PSS signs all the same, and one that is refused at first is opened`()
    async throws
  {
    for traits in [
      VirtualCardTraits(probabilisticRefusal: .init(0x6A80, at: .manageSecurityEnvironment)),
      VirtualCardTraits(refusesSelection: true),
    ] {
      let issued = try Self.world.get().issueCard(to: .nurse, generation: .cps4, traits: traits)
      let proof = try await workstation.proof(answering: challenge, with: issued.card)
      #expect(proof.algorithm == (traits.refusesSelection ? .ps256 : .rs256))
    }
  }

  @Test func `a card without contact is not for logging in`() async throws {
    let issued = try Self.world.get().issueCard(to: .dentist, generation: .cps3Contactless)
    await #expect(throws: CPSError(.cardContactless)) {
      try await workstation.proof(answering: challenge, with: issued.card)
    }
  }

  @Test func `a wrong PIN spends one try on a CPS4, too`() async throws {
    let issued = try Self.world.get().issueCard(to: .pharmacist, generation: .cps4)
    await #expect(throws: CPSError(.pinWrong)) {
      try await workstation.proof(answering: challenge, with: issued.card, pin: "9999")
    }
    #expect(issued.card.image.pins[0].triesLeft == 2)
    #expect(try issued.duplicate().card.image == issued.card.image)
  }
}
