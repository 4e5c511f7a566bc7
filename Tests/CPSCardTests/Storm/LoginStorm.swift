import CPSCard
import CPSDiagnostics
import CPSProof
import OpenSSLKit
import SmartCard
import VirtualCPS

/// One run that a seed decides: a person, a card, a program that logs in, and whatever may befall them.
///
/// The run says what broke a promise; that it ends at all is the promise that nothing hangs, since nothing in
/// it waits.
final class LoginStorm {
  private let deck: StormCard
  private let seed: UInt64
  private var dice: Dice
  private let pin: String
  private let card: VirtualCard
  private let recorder = ExchangeRecorder()
  /// Another person's card with the same PIN, where one comes up.
  private let other: VirtualCard?
  private let otherRecorder = ExchangeRecorder()
  private let cache = MemoryCardPublicDataCache()
  private let connection: VirtualCardConnection
  private var plan = ""

  /// What broke a promise, one sentence each.
  private(set) var violations: [String] = []
  /// How the login ended: `accepted`, or the code of the error.
  private(set) var outcomes: [String] = []

  init(_ deck: StormCard, seed: UInt64) throws(CPSError) {
    self.deck = deck
    self.seed = seed
    dice = Dice(seed: seed)
    pin = dice.pin()
    var image = deck.image
    image.pins[0].digits = pin
    image.pins[0].triesLeft = dice.strikes(oneIn: 4) ? UInt8.random(in: 0...2, using: &dice) : 3
    card = try VirtualCard(image, recorder: recorder)
    let atTransaction = Event(upTo: 4, &dice)
    let atExchange = Event(upTo: 60, &dice)
    other =
      [atTransaction.kind, atExchange.kind].contains(.exchange)
      ? try VirtualCard(deck.other(pin: pin), recorder: otherRecorder) : nil
    connection = VirtualCardConnection(
      card, atTransaction: atTransaction.occurrence(with: other),
      atExchange: atExchange.occurrence(with: other))
  }

  /// One time in six, something that happens to the reader at a moment chosen beforehand.
  private struct Event {
    enum Kind: CaseIterable { case exchange, removal, reset }

    let kind: Kind?
    let moment: Int

    init(upTo last: Int, _ dice: inout Dice) {
      kind = dice.strikes(oneIn: 6) ? Kind.allCases.randomElement(using: &dice) : nil
      moment = Int.random(in: 1...last, using: &dice)
    }

    func occurrence(with other: VirtualCard?) -> @Sendable (Int) -> VirtualReaderEvent? {
      let event: VirtualReaderEvent? =
        switch kind {
        case .exchange: other.map { .exchange($0) }
        case .removal: .removal
        case .reset: .reset
        case nil: nil
        }
      return { [moment] in $0 == moment ? event : nil }
    }
  }

  /// Lets the person try, once or twice.
  func run() async {
    fillCache()
    for entry in 1...Int.random(in: 1...2, using: &dice) {
      let faults = FaultPlan(seed: seed &* 2 &+ UInt64(entry), transactions: 2)
      plan += "entry \(entry): \(faults)\n"
      faults.apply(to: card, over: connection)
      await attempt(canReset: !faults.connectionFaults.contains { $0.point == .ending })
    }
  }

  /// A third of the runs begin with a card that was seen, a third with one whose certificate was replaced since.
  private func fillCache() {
    switch Int.random(in: 1...3, using: &dice) {
    case 1: cache.store(deck.known)
    case 2: cache.store(deck.formerlyKnown)
    default: break
    }
  }

  private func attempt(canReset: Bool) async {
    let isRight = !dice.strikes(oneIn: 4)
    let typed = isRight ? pin : dice.pin()
    let lastTry: LastTry = dice.strikes(oneIn: 2) ? .confirmed : .refuse
    let before = (verifications, recorder.count.exchanges + otherRecorder.count.exchanges)
    do throws(CPSError) {
      let prepared = try await CardLogin.prepare(on: connection, cache: cache, environment: .synthetic)
      demand(verifications == before.0, "a VERIFY before anybody typed")
      demandBudget(CardLogin.preparationBudget, since: before.1)
      let middle = recorder.count.exchanges + otherRecorder.count.exchanges
      defer { demandBudget(CardLogin.authenticationBudget, since: middle) }
      let login = try await CardLogin.authenticate(
        prepared, on: connection, entry: .typed(TestCards.pin(typed)), lastTry: lastTry, cache: cache,
        transcript: TestCards.transcript)
      judge(login, of: prepared, isRight: typed == pin)
    } catch {
      outcomes.append(error.diagnostic.code)
      demandSilence(
        of: [error.description, String(reflecting: error), error.message(in: .french)], on: typed)
    }
    demand(verifications - before.0 <= 1, "\(verifications - before.0) VERIFY for one entry")
    demandSilence(of: recorder.lines + otherRecorder.lines, on: typed)
    card.plan([])
    connection.plan([])
    if canReset {
      demand(!isOpen, "the PIN is open after the call")
    } else {
      // The resource manager did not reset it, and said so; whoever powers the card off does.
      demand(outcomes.last != "accepted" || !isOpen, "accepted, and the PIN is open")
      for card in [card, other] { card?.reset() }
    }
  }

  /// The right PIN, and the serial, certificate and signature of the card that was prepared.
  ///
  /// A certificate of which a bit fell over on the way holds the right key still, so that the card's signature
  /// verifies with it; no service trusts it, since its authority did not sign it so.
  private func judge(_ login: CardAuthentication, of prepared: PreparedCard, isRight: Bool) {
    demand(isRight, "accepted a wrong PIN")
    demand(login.publicData.serial == prepared.serial, "accepted another card")
    guard let (certificate, key) = deck.credentials[prepared.serial.digits] else {
      return demand(false, "accepted a card that does not exist")
    }
    let transcript = try? TestCards.transcript(login.unverifiedCertificate, login.algorithm)
    let isValid = try? key.isValid(
      signature: login.signature, for: transcript?.bytes ?? [],
      algorithm: login.algorithm == .ps256 ? .ps256 : .rs256)
    demand(isValid == true, "accepted a signature that does not verify")
    let isTrusted = deck.credentials.values.contains { $0.certificate == login.unverifiedCertificate }
    demand(!isTrusted || login.unverifiedCertificate == certificate, "accepted another's certificate")
    outcomes.append(isTrusted ? "accepted" : "of an untrusted certificate")
  }

  /// VERIFY with a PIN, counted where they arrive.
  private var verifications: Int {
    (recorder.lines + otherRecorder.lines).count {
      $0.hasPrefix("> ") && $0.dropFirst(4).hasPrefix("20") && $0.hasSuffix("**")
    }
  }

  /// Whether another program finds the PIN open, on either card.
  private var isOpen: Bool {
    [card, other].contains { card in
      guard let card else { return false }
      return deck.questions.map { card.transmit($0) }.last == .answer([0x90, 0x00])
    }
  }

  private func demandBudget(_ budget: CardBudget, since start: Int) {
    let spent = recorder.count.exchanges + otherRecorder.count.exchanges - start
    demand(spent <= budget.exchanges, "\(spent) commands in one half")
  }

  /// Neither the digits nor their ASCII codes in hexadecimal.
  private func demandSilence(of texts: [String], on typed: String) {
    var text = texts.joined(separator: "\n")
    for secret in [pin, typed] {
      let codes = secret.utf8.map { "3" + String($0 - 0x30) }.joined()
      for needle in [secret, codes] {
        let isSilent = text.withUTF8 { bytes in
          Array(needle.utf8).withUnsafeBufferPointer { UnsafeRawBufferPointer(bytes).places(of: $0).isEmpty }
        }
        demand(isSilent, "a PIN in a text")
      }
    }
  }

  private func demand(_ promise: Bool, _ violation: String) {
    if !promise { violations.append("\(violation) (\(deck.kind.rawValue), seed \(seed))\n\(plan)") }
  }
}
