import CPSCard
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import SmartCard
import TestSupport
import VirtualCPS

/// A virtual card on the workbench, logged in with by the two halves over a wire of the test's choice.
final class Bench {
  static let verify: UInt8 = 0x20
  static let internalAuthenticate: UInt8 = 0x88

  let recorder = ExchangeRecorder()
  let card: VirtualCard
  let cache = MemoryCardPublicDataCache()

  convenience init() throws(CPSError) { try self.init(TestCards.image()) }

  init(_ image: VirtualCardImage) throws(CPSError) {
    card = try VirtualCard(image, recorder: recorder)
    card.powerOn()
  }

  /// How often the card saw a VERIFY with a PIN in it.
  var verifications: Int {
    recorder.lines.count { ["> 0020", "> 0120"].contains($0.prefix(6)) && $0.hasSuffix("**") }
  }
  /// The tries left, as the card keeps them.
  var triesLeft: UInt8? { card.image.pins.first { $0.number == 1 }?.triesLeft }

  private func wire(_ interposer: InterposedTransport.Interposer?) -> any CardTransport {
    guard let interposer else { return VirtualCardTransport(to: card) }
    return InterposedTransport(to: card, interposer)
  }

  func prepare(
    _ environment: TrustEnvironment = .synthetic, through interposer: InterposedTransport.Interposer? = nil
  ) throws(CPSError) -> PreparedCard {
    var channel = CardChannel(over: wire(interposer), budget: CardLogin.preparationBudget)
    return try CardLogin.prepare(over: &channel, cached: cache, environment: environment)
  }

  func authenticate(
    _ prepared: PreparedCard, pin: String = TestCards.pin, lastTry: LastTry = .refuse,
    through interposer: InterposedTransport.Interposer? = nil,
    transcript: (_ certificate: [UInt8], _ algorithm: ProofAlgorithm) throws(CPSError) -> Transcript =
      TestCards.transcript
  ) throws(CPSError) -> CardAuthentication {
    var channel = CardChannel(over: wire(interposer), budget: CardLogin.authenticationBudget)
    return try CardLogin.authenticate(
      prepared, over: &channel, entry: .typed(TestCards.pin(pin)), lastTry: lastTry, transcript: transcript)
  }

  /// The first half at a reader with a keypad.
  func prepareAtPINPad() throws(CPSError) -> PreparedCard {
    let reader = PINPadTransport(VirtualCardTransport(to: card), .answers([]))
    var channel = CardChannel(over: reader, budget: CardLogin.preparationBudget)
    return try CardLogin.prepare(over: &channel, cached: cache, environment: .synthetic)
  }

  /// The second half at a reader with a keypad.
  func authenticate(
    _ prepared: PreparedCard, atPINPad deed: PINPadTransport.Deed, lastTry: LastTry = .refuse,
    over wire: (any CardTransport)? = nil
  ) throws(CPSError) -> CardAuthentication {
    let reader = PINPadTransport(wire ?? VirtualCardTransport(to: card), deed)
    var channel = CardChannel(over: reader, budget: CardLogin.authenticationBudget)
    return try CardLogin.authenticate(
      prepared, over: &channel, entry: .pinPad, lastTry: lastTry, transcript: TestCards.transcript)
  }
}
