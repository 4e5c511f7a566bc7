public import CPSDiagnostics
public import CPSProof
internal import OpenSSLKit
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
  /// and some 9,900 bytes (five directory files of 1,024 bytes, a certificate of 4,096); the rest is for
  /// restoring the root application and for reads that the card cuts short. A real card takes about a third.
  public static let preparationBudget = CardBudget(exchanges: 72, bytes: 12_288)

  /// What the second half may exchange: serial, VERIFY and two signatures, and between these, for a cached
  /// certificate that proves stale, all that the first half may read.
  public static let authenticationBudget = CardBudget(exchanges: 96, bytes: 14_336)

  /// How long each half may last: the whole budget of bytes at 1.1 ms a byte, and 100 ms a command through
  /// a slow health terminal (cps-card.md section 4.1), rounded up.
  public static let deadline = Duration.seconds(30)

  /// The first half: recognises the card, reads it as far as `cache` does not know it, and asks for the
  /// tries left without spending one.
  ///
  /// - Parameter cache: consulted, not changed.
  /// - Throws: ``Diagnostic/notACPS``, ``Diagnostic/cardGenerationUnsupported``, ``Diagnostic/pinBlocked``,
  ///   ``Diagnostic/cardIncomplete``, ``Diagnostic/malformedTLV``, ``Diagnostic/lengthMismatch``,
  ///   ``Diagnostic/certificateMalformed``, and what ``CardChannel/send(_:)`` throws.
  public static func prepare(
    over channel: inout CardChannel, cached cache: any CardPublicDataCache
  ) throws(CPSError) -> PreparedCard {
    let survey = try CardSurvey.read(over: &channel, cached: cache)
    guard !survey.pinStatus.isBlocked else { throw CPSError(.pinBlocked) }
    return PreparedCard(
      publicData: survey.publicData, pinStatus: survey.pinStatus, algorithm: survey.driver.algorithm,
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
  ///   - transcript: makes what is signed from the certificate that is used, DER; called before VERIFY, and
  ///     once more when the certificate proves stale.
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
    transcript: (_ certificate: [UInt8]) throws(CPSError) -> Transcript
  ) throws(CPSError) -> CardAuthentication {
    guard !prepared.pinStatus.isLastTry || lastTry == .confirmed else { throw CPSError(.pinLastTry) }
    let driver = try prepared.generation.driver()
    let known = prepared.publicData
    let first = try checked(transcript(known.authenticationCertificate), for: driver)
    try driver.requireSerial(prepared.serial, over: &channel)
    try prepared.entry.spend()
    try present(entry, as: known.pin, before: prepared.pinStatus, by: driver, over: &channel)
    do throws(CPSError) {
      return try sign(first, with: known, by: driver, over: &channel)
    } catch  where prepared.isFromCache && staleness.contains(error.diagnostic) {
      let fresh = try CardSurvey.publicData(of: prepared.serial, by: driver, over: &channel)
      guard fresh != known else { throw error }
      let second = try checked(transcript(fresh.authenticationCertificate), for: driver)
      return try sign(second, with: fresh, by: driver, over: &channel)
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

  /// The errors by which cached data shows that it is not the card's any more.
  static let staleness: Set<Diagnostic> = [
    .signatureMismatch, .unexpectedStatus, .cardIncomplete, .keyMalformed, .certificateMalformed,
  ]

  /// A transcript names its algorithm, which must be the one that the card will use.
  private static func checked(
    _ transcript: Transcript, for driver: any CardDriver
  ) throws(CPSError) -> Transcript {
    guard transcript.algorithm == driver.algorithm else {
      throw CPSError(.internalFault, reason: "a transcript for \(transcript.algorithm.rawValue)")
    }
    return transcript
  }

  private static func sign(
    _ transcript: Transcript, with data: CardPublicData, by driver: any CardDriver,
    over channel: inout CardChannel
  ) throws(CPSError) -> CardAuthentication {
    let signature = try driver.sign(transcript, with: data, over: &channel)
    let key = try Certificate(der: data.authenticationCertificate).publicKey
    let algorithm: SignatureAlgorithm =
      switch driver.algorithm {
      case .rs256: .rs256
      case .ps256: .ps256
      }
    guard try key.isValid(signature: signature, for: transcript.bytes, algorithm: algorithm) else {
      throw CPSError(.signatureMismatch, reason: "\(signature.count) bytes")
    }
    return CardAuthentication(algorithm: driver.algorithm, signature: signature, publicData: data)
  }
}
