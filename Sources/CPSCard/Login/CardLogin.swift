public import CPSDiagnostics
public import CPSProof
public import SmartCard

/// Login with a card, in two halves with the person's typing between them.
///
/// Each half is one transaction; none is held while a human types. The second half begins by reading the
/// serial again, and must end with a reset of the card, so that no other program inherits the verified PIN:
/// ``authenticate(_:on:entry:lastTry:cache:deadline:transcript:)`` sees to that.
public enum CardLogin {
  /// What the first half may exchange.
  ///
  /// A card whose directory files and certificate are all of the greatest size admitted takes 56 commands
  /// and some 9,900 bytes (five directory files of 1,024 bytes, a certificate of 4,096), a CPS3 as well as a
  /// CPS4 over T=0 that is gone round; the rest is for restoring the root application and for reads that the
  /// card cuts short. A real card takes about a third, a CPS4 over T=1 less.
  public static let preparationBudget = CardBudget(exchanges: 72, bytes: 12_288)

  /// What the second half may exchange: serial, VERIFY and two signatures, and between these, for a cached
  /// certificate that proves stale, all that the first half may read.
  ///
  /// The longest signature is that of a CPS4 over T=0 that refuses RSASSA-PSS at the last moment: 7 commands
  /// and some 600 bytes. With the way round for a channel that was closed that makes 70 commands and 11,200
  /// bytes.
  public static let authenticationBudget = CardBudget(exchanges: 96, bytes: 14_336)

  /// How long each half may last: the whole budget of bytes at 1.1 ms a byte, and 100 ms a command through
  /// a slow health terminal (cps-card.md section 4.1), rounded up.
  public static let deadline = Duration.seconds(30)

  /// The first half: recognises the card, reads it as far as `cache` does not know it, and asks for the
  /// tries left without spending one.
  ///
  /// - Parameters:
  ///   - channel: a card in a transaction of its own.
  ///   - cache: consulted, not changed.
  ///   - environment: the world of the service; cards made for tests have no place in production.
  /// - Throws: ``Diagnostic/notACPS``, ``Diagnostic/cardContactless``,
  ///   ``Diagnostic/cardGenerationUnsupported``, ``Diagnostic/cardForTestsOnly``, ``Diagnostic/pinBlocked``,
  ///   ``Diagnostic/cardIncomplete``, ``Diagnostic/malformedTLV``, ``Diagnostic/lengthMismatch``,
  ///   ``Diagnostic/certificateMalformed``, and what ``CardChannel/send(_:)`` throws.
  public static func prepare(
    over channel: inout CardChannel, cached cache: any CardPublicDataCache,
    environment: TrustEnvironment
  ) throws(CPSError) -> PreparedCard {
    let survey = try CardSurvey.read(over: &channel, cached: cache)
    try survey.driver.generation.requireAdmitted(in: environment)
    guard !survey.pinStatus.isBlocked else { throw CPSError(.pinBlocked) }
    return PreparedCard(
      publicData: survey.publicData, pinStatus: survey.pinStatus, algorithm: survey.driver.algorithms[0],
      isFromCache: survey.isFromCache, hasPINPad: channel.hasPINPad(for: survey.publicData.pin))
  }

  /// The second half: reads the serial again, presents the PIN once, signs, and checks the signature.
  ///
  /// Cached data whose signature does not verify is read again and the transcript signed again, without a
  /// second VERIFY. The transaction must end with ``TransactionEnd/reset``.
  ///
  /// - Parameters:
  ///   - prepared: the card of the first half.
  ///   - channel: a card in a transaction of its own.
  ///   - entry: what the person typed, or that it will be typed at the reader.
  ///   - lastTry: whether the last try before the card blocks may be spent.
  ///   - transcript: makes what is signed from the certificate that is used, DER, and the algorithm; called
  ///     before VERIFY, and once more when the certificate proves stale or the card refuses the algorithm.
  /// - Throws: before the PIN is sent: ``Diagnostic/pinLastTry``, ``Diagnostic/cardChanged``,
  ///   ``Diagnostic/pinMalformed``, ``Diagnostic/internalFault`` for a second PIN on the same `prepared`, and
  ///   what `transcript` throws. After VERIFY: ``Diagnostic/pinWrong``,
  ///   ``Diagnostic/pinBlocked``, ``Diagnostic/pinStateUnknown``, ``Diagnostic/pinCounterAnomaly``,
  ///   ``Diagnostic/cardReset``, ``Diagnostic/signatureMismatch``; from the reader's keypad also
  ///   ``Diagnostic/cancelled``, ``Diagnostic/timedOut``, ``Diagnostic/pinMalformed`` and
  ///   ``Diagnostic/pinPadUnusable``, with no try spent. Attack cases HC-14 to HC-16, HC-20 to HC-23, HC-26,
  ///   HR-13, HR-14, CC-02, CC-03.
  public static func authenticate(
    _ prepared: PreparedCard, over channel: inout CardChannel, entry: consuming PINEntry, lastTry: LastTry,
    transcript: (_ certificate: [UInt8], _ algorithm: ProofAlgorithm) throws(CPSError) -> Transcript
  ) throws(CPSError) -> CardAuthentication {
    guard !prepared.pinStatus.isLastTry || lastTry == .confirmed else { throw CPSError(.pinLastTry) }
    let driver = try prepared.generation.driver()
    let known = prepared.publicData
    let first = try CardLogin.transcript(by: transcript, of: known, for: prepared.algorithm)
    try driver.requireSerial(prepared.serial, over: &channel)
    try prepared.entry.spend()
    try present(entry, as: known.pin, before: prepared.pinStatus, by: driver, over: &channel)
    do throws(CPSError) {
      return try sign(first, with: known, by: driver, over: &channel, transcript: transcript)
    } catch  where prepared.isFromCache && staleness.contains(error.diagnostic) {
      let fresh = try CardSurvey.publicData(of: prepared.serial, by: driver, over: &channel)
      guard fresh != known else { throw error }
      let second = try CardLogin.transcript(by: transcript, of: fresh, for: prepared.algorithm)
      return try sign(second, with: fresh, by: driver, over: &channel, transcript: transcript)
    }
  }

  /// One VERIFY, and what it means.
  ///
  /// What a reader with a keypad reports is held against the card's own counter, read again.
  private static func present(
    _ entry: consuming PINEntry, as reference: PINReference, before: PINStatus, by driver: any CardDriver,
    over channel: inout CardChannel
  ) throws(CPSError) {
    switch consume entry {
    case .typed(let pin):
      try VerificationVerdict(code: .pin, before: before)
        .check(try channel.present(pin, as: reference), by: driver, as: reference, over: &channel)
    case .pinPad:
      try requireClosedPIN(reference, by: driver, over: &channel)
      let report: Result<StatusWord, CPSError>
      do throws(CPSError) {
        report = .success(try channel.presentAtPINPad(as: reference))
      } catch {
        report = .failure(error)
      }
      let after = try? driver.readStatus(of: reference, after: .elsewhere, over: &channel)
      try PINPadVerdict.check(report, before: before, after: after, lengths: reference.lengths)
    }
  }

  /// Behind a PIN that another program left open, a keypad that says yes without asking could not be found out
  /// (attack cases HC-24, HR-13); a CPS3 does not tell.
  private static func requireClosedPIN(
    _ reference: PINReference, by driver: any CardDriver, over channel: inout CardChannel
  ) throws(CPSError) {
    guard driver.tellsOpenPIN,
      try driver.readStatus(of: reference, after: .elsewhere, over: &channel).isVerified
    else { return }
    throw CPSError(.pinPadUnusable, reason: "another program has left the PIN open")
  }

  /// The errors by which cached data shows that it is not the card's any more.
  static let staleness: Set<Diagnostic> = [
    .signatureMismatch, .unexpectedStatus, .cardIncomplete, .keyMalformed, .certificateMalformed,
  ]
}
