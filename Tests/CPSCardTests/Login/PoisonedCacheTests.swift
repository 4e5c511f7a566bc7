import CPSDiagnostics
import CPSProof
import SmartCard
import Testing
import VirtualCPS

@testable import CPSCard

/// What a cache that somebody spoilt can and cannot do (attack case ST-10).
@Suite struct PoisonedCacheTests {
  private static let generations: [VirtualCardGeneration] = [.cps3, .cps4, .cps4T0]

  /// What is known of `bench`'s card, with one part replaced.
  private func data(
    of bench: Bench, generation: CardGeneration? = nil, certificate: [UInt8]? = nil,
    application: ApplicationLocation? = nil, keyReference: UInt8? = nil, pin: PINReference? = nil
  ) throws -> CardPublicData {
    let data = try bench.prepare().publicData
    return CardPublicData(
      serial: data.serial, generation: generation ?? data.generation,
      authenticationCertificate: certificate ?? data.authenticationCertificate,
      application: application ?? data.application, keyReference: keyReference ?? data.keyReference,
      pin: pin ?? data.pin)
  }

  @Test(arguments: generations)
  func `ST-10 the unblocking code cannot be passed off as the PIN`(generation: VirtualCardGeneration) throws {
    let bench = try Bench(TestCards.image(generation))
    let pin = try data(of: bench).pin
    bench.cache.store(
      try data(of: bench, pin: PINReference(cla: pin.cla, number: 2, lengths: 4...4)))
    let prepared = try bench.prepare()
    #expect(!prepared.isFromCache)
    #expect(throws: CPSError(.pinWrong)) { try bench.authenticate(prepared, pin: "9999") }
    #expect(bench.card.image.pins.first { $0.number == 2 }?.triesLeft == 10)
  }

  @Test func `ST-10 a PIN on another channel than the card's is read again`() throws {
    let bench = try Bench(TestCards.image(.cps4))
    bench.cache.store(try data(of: bench, pin: PINReference(cla: 0x00, number: 1, lengths: 4...4)))
    #expect(try !bench.prepare().isFromCache)
  }

  @Test(arguments: generations)
  func `ST-10 a wrong form of the PIN costs one try, and never the last`(
    generation: VirtualCardGeneration
  ) throws {
    let bench = try Bench(TestCards.image(generation))
    let pin = try data(of: bench).pin
    let padded = PINReference(
      cla: pin.cla, number: 1, lengths: 4...4, padding: PINReference.Padding(storedLength: 8, filler: 0xFF))
    bench.cache.store(try data(of: bench, pin: padded))
    let first = try bench.prepare()
    #expect(first.isFromCache)
    #expect(throws: CPSError(.pinWrong)) { try bench.authenticate(first) }
    #expect(bench.triesLeft == 2)
    let second = try bench.prepare()
    #expect(!second.isFromCache)
    _ = try bench.authenticate(second)
    #expect(bench.triesLeft == 3)
  }

  @Test(arguments: generations)
  func `ST-10 a wrong key, place or certificate is read again, and signed with one VERIFY`(
    generation: VirtualCardGeneration
  ) throws {
    let bench = try Bench(TestCards.image(generation))
    let stranger = try TestCards.certificate(of: TestCards.strangerKey, length: 1_328)
    for poisoned in [
      try data(of: bench, certificate: stranger), try data(of: bench, keyReference: 0x33),
      try data(of: bench, application: .path(try CardPath([0x3F, 0x00, 0x00, 0x09]))),
    ] {
      bench.cache.store(poisoned)
      bench.card.reset()
      bench.recorder.reset()
      let prepared = try bench.prepare()
      #expect(prepared.isFromCache)
      let signed = try bench.authenticate(prepared)
      #expect(signed.publicData != poisoned)
      #expect(bench.verifications == 1)
    }
  }

  @Test(arguments: generations)
  func `ST-10 the signature key in the place of the other never logs in, and misleads once at most`(
    generation: VirtualCardGeneration
  ) async throws {
    let bench = try Bench(TestCards.image(generation))
    let poisoned = try data(of: bench, keyReference: generation == .cps3 ? 0x81 : 0x10)
    bench.cache.store(poisoned)
    let connection = VirtualCardConnection(bench.card)
    for _ in 0..<2 {
      let prepared = try await CardLogin.prepare(on: connection, cache: bench.cache, environment: .synthetic)
      do throws(CPSError) {
        let signed = try await CardLogin.authenticate(
          prepared, on: connection, entry: .typed(try TestCards.pin()), lastTry: .refuse, cache: bench.cache,
          transcript: TestCards.transcript)
        #expect(signed.publicData != poisoned)
      } catch {
        #expect(generation == .cps3)
        #expect(error.diagnostic == .cardReset)
      }
      #expect(bench.cache.publicData(of: poisoned.serial) != poisoned)
    }
    #expect(bench.triesLeft == 3)
    #expect(bench.verifications == 2)
  }

  @Test(arguments: generations)
  func `ST-10 data of another generation is read again`(generation: VirtualCardGeneration) throws {
    for other in CardGeneration.allCases {
      let bench = try Bench(TestCards.image(generation))
      let own = try bench.prepare().generation
      bench.cache.store(try data(of: bench, generation: other))
      let prepared = try bench.prepare()
      #expect(prepared.isFromCache == (other == own))
      #expect(prepared.generation == own)
    }
  }

  @Test func `a card whose tries are not whole is read again, a blocked one is not`() throws {
    let bench = try Bench(TestCards.image())
    bench.cache.store(try bench.prepare().publicData)
    #expect(try bench.prepare().isFromCache)
    let known = try bench.prepare()
    #expect(throws: CPSError(.pinWrong)) { try bench.authenticate(known, pin: "9999") }
    #expect(try !bench.prepare().isFromCache)
    var image = bench.card.image
    image.pins[0].triesLeft = 0
    let blocked = try Bench(image)
    blocked.cache.store(known.publicData)
    #expect(throws: CPSError(.pinBlocked)) { try blocked.prepare() }
    #expect(blocked.recorder.count.exchanges == 5)
  }
}
