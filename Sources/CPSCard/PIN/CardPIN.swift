public import CPSDiagnostics
public import SmartCard

/// The holder's PIN: tried, changed, and unblocked with the unblocking code (PUK).
///
/// As with a login there are two halves with the person's typing between them, each one transaction. The second
/// reads the serial and the counters again before anything secret is sent, sends each code once, and ends with
/// a reset of the card, so that no other program inherits a verified code.
public enum CardPIN {
  /// What the first half may exchange: as a login, whose certificate it does not read.
  public static let preparationBudget = CardLogin.preparationBudget

  /// What the second half may exchange: serial, counters before and after, and at most three commands for the
  /// codes.
  ///
  /// Unblocking a CPS3 takes the most, 12 commands and 226 bytes; the rest is for longer codes and for restoring
  /// the root application.
  public static let budget = CardBudget(exchanges: 24, bytes: 1_536)

  /// How long each half may last.
  public static let deadline = CardLogin.deadline

  /// The first half: recognises the card and asks for the tries left without spending one.
  ///
  /// A blocked PIN or PUK is told, not refused: which of them is needed depends on what is to be done.
  ///
  /// - Throws: as ``CardLogin/prepare(over:cached:environment:)`` does.
  public static func prepare(over channel: inout CardChannel) throws(CPSError) -> PreparedPIN {
    let card = try RecognisedCard.find(over: &channel)
    let (driver, serial) = (card.driver, card.serial)
    let directory = try driver.readDirectory(over: &channel)
    let pin = try driver.authenticationObjects(of: directory).pin
    let puk = try directory.unblockingCode()
    let pukStatus: PINStatus? =
      if let puk { try driver.readStatus(of: puk, after: .elsewhere, over: &channel) } else { nil }
    return PreparedPIN(
      serial: serial, generation: driver.generation,
      pin: try driver.readStatus(of: pin, after: .elsewhere, over: &channel), puk: pukStatus,
      pinReference: pin, pukReference: puk)
  }

  /// Presents the PIN, which gives back its tries when it is right.
  ///
  /// The transaction must end with ``TransactionEnd/reset``.
  ///
  /// - Parameters:
  ///   - prepared: the card of the first half.
  ///   - channel: a card in a transaction of its own.
  ///   - pin: what the person typed.
  ///   - lastTry: whether the last try before the card blocks may be spent.
  /// - Throws: before the PIN is sent: ``Diagnostic/cardChanged``, ``Diagnostic/pinBlocked``,
  ///   ``Diagnostic/pinLastTry``, ``Diagnostic/pinMalformed``, ``Diagnostic/internalFault`` for a second entry
  ///   on the same `prepared`; then ``Diagnostic/pinWrong``, ``Diagnostic/pinBlocked``,
  ///   ``Diagnostic/pinCounterAnomaly``, ``Diagnostic/pinStateUnknown``.
  public static func verify(
    _ prepared: PreparedPIN, over channel: inout CardChannel, pin: consuming PIN, lastTry: LastTry
  ) throws(CPSError) -> PINOutcome {
    let session = try CodeSession(prepared)
    let verdict = try session.begin(.pin, entry: pin, lastTry: lastTry, over: &channel)
    try session.present(pin, with: verdict, over: &channel)
    return session.outcome(usedPUK: false, over: &channel)
  }

  /// Gives the PIN a new value.
  ///
  /// The transaction must end with ``TransactionEnd/reset``. On a CPS4 this takes two commands; the error says
  /// which PIN holds when it breaks between them.
  ///
  /// - Parameters:
  ///   - prepared: the card of the first half.
  ///   - channel: a card in a transaction of its own.
  ///   - current: the PIN that holds.
  ///   - new: the one that is to hold.
  ///   - lastTry: whether the last try before the card blocks may be spent.
  /// - Throws: before anything is sent, besides what ``verify(_:over:pin:lastTry:)`` throws:
  ///   ``Diagnostic/pinNewMalformed``, ``Diagnostic/pinSame``; then also ``Diagnostic/pinNotChanged`` (the old
  ///   PIN holds) and ``Diagnostic/pinChangeUnknown`` (the old or the new PIN holds).
  public static func change(
    _ prepared: PreparedPIN, over channel: inout CardChannel, from current: consuming PIN,
    to new: consuming PIN, lastTry: LastTry
  ) throws(CPSError) -> PINOutcome {
    try prepared.requireAdmitted(new)
    guard try !PIN.areEqual(current, new) else { throw CPSError(.pinSame) }
    let session = try CodeSession(prepared)
    let verdict = try session.begin(.pin, entry: current, lastTry: lastTry, over: &channel)
    switch session.driver.pinReplacement {
    case .atOnce: try session.change(current, to: new, with: verdict, over: &channel)
    case .inSteps:
      try session.present(current, with: verdict, over: &channel)
      try session.replace(with: new, refusal: .pinNotChanged, loss: .pinChangeUnknown, over: &channel)
    }
    return session.outcome(usedPUK: false, over: &channel)
  }

  /// Gives the PIN a new value and all its tries, by the unblocking code; also when the PIN is not blocked.
  ///
  /// The transaction must end with ``TransactionEnd/reset``. On a CPS4 this takes three commands; the error
  /// says which state is left when it breaks between them.
  ///
  /// - Parameters:
  ///   - prepared: the card of the first half.
  ///   - channel: a card in a transaction of its own.
  ///   - puk: the unblocking code.
  ///   - new: the PIN that is to hold.
  ///   - lastTry: whether the last try, or the last use, of the unblocking code may be spent.
  /// - Throws: before anything is sent: ``Diagnostic/cardIncomplete`` when the card lists no unblocking code,
  ///   ``Diagnostic/pinNewMalformed``, ``Diagnostic/pukMalformed``, ``Diagnostic/pukBlocked``,
  ///   ``Diagnostic/pukLastTry``, ``Diagnostic/cardChanged``, ``Diagnostic/internalFault``; then
  ///   ``Diagnostic/pukWrong``, ``Diagnostic/pukBlocked``, ``Diagnostic/pinCounterAnomaly``,
  ///   ``Diagnostic/pukStateUnknown``; with the unblocking code accepted ``Diagnostic/pinNotUnblocked`` and
  ///   ``Diagnostic/pinUnblockUnknown``, on a CPS4 also ``Diagnostic/pinUnblockBegun``,
  ///   ``Diagnostic/pinUnblockedOnly`` and ``Diagnostic/pinUnblockedUnknown``.
  public static func unblock(
    _ prepared: PreparedPIN, over channel: inout CardChannel, puk: consuming PIN, to new: consuming PIN,
    lastTry: LastTry
  ) throws(CPSError) -> PINOutcome {
    try prepared.requireAdmitted(new)
    let session = try CodeSession(prepared)
    let verdict = try session.begin(.puk, entry: puk, lastTry: lastTry, over: &channel)
    try session.present(puk, with: verdict, over: &channel)
    switch session.driver.pinReplacement {
    case .atOnce: try session.unblock(with: new, over: &channel)
    case .inSteps:
      try session.giveTriesBack(over: &channel)
      try session.replace(with: new, refusal: .pinUnblockedOnly, loss: .pinUnblockedUnknown, over: &channel)
    }
    return session.outcome(usedPUK: true, over: &channel)
  }
}
