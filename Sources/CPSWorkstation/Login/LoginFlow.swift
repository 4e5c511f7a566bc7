public import CPSCard
public import CPSDiagnostics
public import CPSPrimitives
internal import CPSProof
internal import OpenSSLKit
internal import SmartCard

/// A login at the workstation, from the service's first answer to the session.
///
/// The order spends no try that it need not spend: service, reader, card, dates and tries left are looked
/// at before the prompt; no transaction is held while the person types; the challenge is fetched after the
/// last digit; and then one transaction re-reads the serial, presents the PIN once, signs and resets the
/// card. The transcript is built from the address that the person gave.
///
/// The tries left are not asked for again after the prompt: a warm login on a CPS3 has no command to spare
/// (12, 480 bytes), and a try that another program spends meanwhile shows in what VERIFY answers (HC-23).
///
/// A step-up takes the same course, in the session that the service names: what differs is what the card signs.
///
/// A PIN typed at the reader itself is the exception that PC/SC makes: the reader presents it while our
/// transaction holds the card, and so the challenge is fetched before.
public struct LoginFlow: Sendable {
  /// How often a person may type before the command ends; malformed entries, which spend no try, included.
  private static let maximumEntries = 5
  /// Entries after which a person may type again.
  private static let repeatable: Set<Diagnostic> = [.pinWrong, .pinMalformed, .pinStateUnknown]
  /// What becomes ``Diagnostic/serviceLost`` once a PIN was typed.
  private static let losses: Set<Diagnostic> = [
    .serviceUnreachable, .serviceTimedOut, .serviceAnsweredByProxy, .timedOut,
  ]

  private let readers: any ReaderAccess
  private let service: any LoginService
  private let prompt: any PINPrompt
  private let cache: any CardPublicDataCache
  private let clock: any WallClock
  private let recovery: Duration
  private let notify: @Sendable (LoginNotice) -> Void

  /// A flow over these parts.
  ///
  /// - Parameter recovery: how long reader and card are given to come back after a VERIFY without an answer.
  public init(
    readers: any ReaderAccess, service: any LoginService, prompt: any PINPrompt,
    cache: any CardPublicDataCache, clock: any WallClock, recovery: Duration = .seconds(10),
    notify: @escaping @Sendable (LoginNotice) -> Void = { _ in }
  ) {
    self.readers = readers
    self.service = service
    self.prompt = prompt
    self.cache = cache
    self.clock = clock
    self.recovery = recovery
    self.notify = notify
  }

  /// Logs in.
  ///
  /// - Throws: what each part throws; ``Diagnostic/serviceLost`` when the service fails after the prompt.
  public func run(_ options: LoginOptions) async throws(CPSError) -> SessionReport {
    try await enter(options) { (login) throws(CPSError) in
      let authentication = try await CardLogin.authenticate(
        login.prepared, on: login.connection, entry: try login.entry.take(), lastTry: login.lastTry,
        cache: cache, transcript: login.transcript)
      return try await open(authentication, of: login, staying: options.stays ? login.order : nil)
    }
  }

  /// Logs in and goes on holding the card.
  ///
  /// - Parameter service: the same service as the flow's.
  /// - Throws: as ``run(_:)`` does.
  public func hold(_ options: LoginOptions, of service: any HoldService) async throws(CPSError) -> HeldLogin {
    try await enter(options) { (login) throws(CPSError) in
      let (hold, authentication) = try await CardHold.begin(
        login.prepared, on: login.connection, entry: try login.entry.take(), lastTry: login.lastTry,
        cache: cache, transcript: login.transcript)
      do throws(CPSError) {
        let report = try await open(authentication, of: login, staying: nil)
        return HeldLogin(
          report: report, hold: hold, service: service, readers: readers, reader: login.order.reader,
          target: login.target, key: login.key)
      } catch {
        await hold.end()
        throw error
      }
    }
  }

  /// Entries of a person until one opens, or may not be followed by another.
  private func enter<Outcome: Sendable>(
    _ options: LoginOptions, _ body: (PendingLogin) async throws(CPSError) -> Outcome
  ) async throws(CPSError) -> Outcome {
    let key = try await service.prepare(options.target)
    let notify = notify
    let finder = CardFinder(among: readers, named: options.reader, holding: options.card)
    var reader = try await finder.find(waiting: options.wait) { notify(.waiting(for: $0)) }
    var course = LoginCourse()
    while true {
      course.entries += 1
      do throws(CPSError) {
        return try await body(try await attempt(options, with: key, in: reader, &course))
      } catch {
        let isLast = course.entries == Self.maximumEntries || error.values["left"] == "0"
        guard prompt.mayAskAgain, !isLast, Self.repeatable.contains(error.diagnostic) else { throw error }
        notify(.refused(error))
        if error.diagnostic == .pinStateUnknown { reader = try await recover(from: error, &course) }
      }
    }
  }

  /// Finds the card again after a VERIFY that nobody answered: the same one, wherever it is now.
  ///
  /// Its counter is read before anybody is asked again, since the try is possibly spent (attack case HR-02).
  ///
  /// - Throws: `error` itself when the card does not come back.
  private func recover(from error: CPSError, _ course: inout LoginCourse) async throws(CPSError) -> String {
    guard let last = course.last else { throw error }
    course.isInDoubt = true
    let finder = CardFinder(among: readers, named: nil, holding: last.serial, awaitsRestart: true)
    do throws(CPSError) {
      return try await finder.find(waiting: recovery)
    } catch {
      throw CPSError(.pinStateUnknown, reason: "the card did not come back: \(error.description)")
    }
  }

  /// One human entry, and what it is for: at most one VERIFY.
  private func attempt(
    _ options: LoginOptions, with key: WorkstationKey, in reader: String,
    _ course: inout LoginCourse
  ) async throws(CPSError) -> PendingLogin {
    let target = options.target
    let connection = readers.connection(to: reader)
    let prepared = try await CardLogin.prepare(
      on: connection, cache: cache, environment: target.environment)
    try course.admit(prepared)
    try await forgetting(prepared.serial) { () throws(CPSError) in
      let certificate = prepared.publicData.authenticationCertificate
      try requireValid(certificate)
      if let confirmation = options.confirmation {
        guard try Digest.sha256(certificate) == confirmation.certificateSHA256 else {
          throw CPSError(.stepUpCardMismatch)
        }
      }
    }
    notify(.card(prepared, reader: reader))
    let request = PINRequest(
      reader: reader, serial: prepared.serial, server: target.audience.text,
      function: options.confirmation?.function,
      triesLeft: prepared.pinStatus.triesLeft, lengths: prepared.publicData.pinLengths)
    if prepared.pinStatus.isLastTry { try await prompt.confirmLastTry(request) }
    let isTypedAtReader = prepared.hasPINPad && prompt.admitsPINPad && !options.usesKeyboard
    let entry = isTypedAtReader ? PINEntry.pinPad : .typed(try await typedPIN(request))
    let challenge = try await afterPrompt(target) { () throws(CPSError) in try await service.challenge() }
    if isTypedAtReader { try await prompt.sendToPINPad(request) } else { notify(.signing) }
    return PendingLogin(
      prepared: prepared, connection: connection, entry: PendingEntry(entry),
      lastTry: prepared.pinStatus.isLastTry ? .confirmed : .refuse, challenge: challenge, target: target,
      key: key, confirmation: options.confirmation,
      order: StayOrder(reader: reader, serial: prepared.serial, generation: prepared.generation))
  }

  /// Posts what the card signed.
  private func open(
    _ authentication: CardAuthentication, of login: PendingLogin, staying order: StayOrder?
  ) async throws(CPSError) -> SessionReport {
    let proof = try Proof(
      challengeID: login.challenge.id, algorithm: authentication.algorithm,
      unverifiedCertificate: authentication.unverifiedCertificate, signature: authentication.signature,
      workstationKey: login.key)
    return try await forgetting(login.prepared.serial) { () throws(CPSError) in
      try await afterPrompt(login.target) { () throws(CPSError) in
        try await service.open(proof, staying: order)
      }
    }
  }

  /// Has the card read again at the next login when its certificate is refused in this one: the cache may hold
  /// one that the card has no more, or of which a bit fell over on the way, and the card's own signature does
  /// not show that as long as the key is the same.
  private func forgetting<Result: Sendable>(
    _ serial: CardSerial, _ body: () async throws(CPSError) -> Result
  ) async throws(CPSError) -> Result {
    do throws(CPSError) {
      return try await body()
    } catch {
      // A service that went away judged nothing.
      if error.diagnostic != .serviceLost { cache.remove(serial) }
      throw error
    }
  }

  /// What the person typed; an entry of another form is told in the lengths of this card.
  private func typedPIN(_ request: PINRequest) async throws(CPSError) -> PIN {
    let malformed = CPSError(.pinMalformed, ["length": PromptTexts.digits(request.lengths)])
    let pin: PIN
    do throws(CPSError) {
      pin = try await prompt.enterPIN(request)
    } catch  where error.diagnostic == .pinMalformed {
      throw malformed
    }
    guard request.lengths.contains(pin.count) else { throw malformed }
    return pin
  }

  /// The dates of the certificate, which the service will judge too, before a PIN is asked for.
  private func requireValid(_ certificate: [UInt8]) throws(CPSError) {
    let certificate = try Certificate(der: certificate)
    let now = clock.now()
    guard now <= certificate.notAfter else { throw CPSError(.certificateExpired) }
    guard now >= certificate.notBefore else { throw CPSError(.certificateNotYetValid) }
  }

  /// The error of a service that fails after the prompt does not say that no PIN was asked for.
  private func afterPrompt<Result: Sendable>(
    _ target: ServiceTarget, _ body: () async throws(CPSError) -> Result
  ) async throws(CPSError) -> Result {
    do throws(CPSError) {
      return try await body()
    } catch  where Self.losses.contains(error.diagnostic) {
      throw CPSError(.serviceLost, ["server": target.audience.text], reason: error.description)
    }
  }
}
