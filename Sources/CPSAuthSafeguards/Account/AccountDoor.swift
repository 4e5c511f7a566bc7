public import CPSAuth
public import CPSDiagnostics
public import CPSPrimitives
internal import CPSProof

/// What those do who have an account: log in with its password, choose another one, unblock it with their card.
///
/// A weak factor, whatever is done here: its sessions never stand for a card, and what the policy reserves for the card
/// stays reserved.
public struct AccountDoor: Sendable {
  /// What is decided about accounts.
  public let rules: AccountRules

  let authenticator: Authenticator
  let book: AccountBook
  let store: any AuthStore
  let auditLog: AuditLog
  let tickets: DepositBox<RenewalTicket.Content>
  let codes: OneUseCode
  let messenger: (any RenewalMessenger)?
  let workshop: PasswordWorkshop
  let meter: AttemptMeter
  let clock: any WallClock
  let random: any RandomSource

  /// The door of a service.
  ///
  /// - Parameters:
  ///   - secret: the service's secret, shared by its processes.
  ///   - messenger: sends codes; nil where nothing does.
  /// - Throws: ``Diagnostic/configurationInvalid`` for a cost too low for real passwords.
  public init(
    authenticator: Authenticator, store: any AuthStore, auditLog: AuditLog, secret: ServiceSecret,
    rules: AccountRules, messenger: (any RenewalMessenger)? = nil, clock: any WallClock,
    random: any RandomSource
  ) throws(CPSError) {
    try rules.require(for: store.environment)
    self.rules = rules
    self.authenticator = authenticator
    self.store = store
    self.auditLog = auditLog
    self.messenger = messenger
    self.clock = clock
    self.random = random
    book = AccountBook(in: store, sealedBy: secret)
    tickets = DepositBox(.renewalTicket, in: store, sealedBy: secret)
    codes = OneUseCode(under: secret)
    workshop = PasswordWorkshop(parallel: rules.parallel, queue: rules.queue)
    meter = AttemptMeter(store: store, limits: rules.attempts, random: random)
  }

  /// Counts an entry that is about to be looked at.
  func count(
    _ purpose: AttemptMeter.Purpose, _ name: AccountName, _ account: Account?, _ request: RequestOrigin
  ) async throws(CPSError) -> [QuotaUnit] {
    let isKnown = request.network.map { account?.places.contains($0.text) ?? false } ?? false
    do {
      return try await meter.count(
        purpose, of: name.text, from: request.network, isKnown: isKnown, at: clock.now())
    } catch {
      // Counted and not written one by one, so that nobody fills the log.
      if error.diagnostic == .accountAttemptsExceeded { await authenticator.note(error) }
      throw error
    }
  }

  /// Writes a refusal down and hands it on; whether the account is known is in the log alone.
  ///
  /// One entry each, known or not, so that its time tells nothing either; limits and the time that a password takes
  /// bound how many there are.
  func refused(
    _ error: CPSError, _ cause: String, _ name: AccountName, isKnown: Bool, _ request: RequestOrigin,
    _ key: KeyThumbprint
  ) async throws(CPSError) -> CPSError {
    var event = AuditEvent(.loginRefused)
    // What names no account may be a password that somebody typed in the wrong place.
    event.actor = isKnown ? .account(name) : nil
    event.diagnostic = error.diagnostic.code
    event.workstation = key.text
    event.network = request.network?.text
    event.facts["cause"] = cause
    try await auditLog.record(event)
    return error
  }
}
