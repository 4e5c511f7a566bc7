public import CPSDiagnostics
public import CPSProof
public import OpenSSLKit

/// What a service decides about its accounts with a password.
public struct AccountRules: Sendable, Hashable {
  /// How long a password, or an account without use, may last: a day to a year.
  public static let lifeRange: ClosedRange<Duration> = .seconds(86_400)...(.seconds(366 * 86_400))
  /// How many passwords are remembered, the present one apart.
  public static let rememberedRange = 1...24
  /// How long a ticket may be good for.
  public static let ticketRange: ClosedRange<Duration> = .seconds(60)...(.seconds(600))
  /// How long a code may be good for.
  public static let codeRange: ClosedRange<Duration> = .seconds(300)...(.seconds(86_400))
  /// How many derivations may run at once.
  public static let parallelRange = 1...16
  /// How many may wait.
  public static let queueRange = 0...256

  /// Half a year, 5 passwords, tickets of 10 minutes, codes of half an hour, 2 derivations at once and 16 waiting.
  ///
  /// Six months without reuse is what amelipro asks since July 2022 (igc-sante.md section 6; the year is deduced
  /// there [?]).
  public static let standard = AccountRules()

  /// What a derivation costs.
  public var cost = ScryptCost.standard
  /// How old a password may become.
  public private(set) var passwordLife: Duration = .seconds(183 * 86_400)
  /// For how long an account may stay without use.
  public private(set) var dormancy: Duration = .seconds(183 * 86_400)
  /// How many passwords before the present one must not come again.
  public private(set) var remembered = 5
  /// How long a ticket is good for.
  public private(set) var ticketLife: Duration = .seconds(600)
  /// How long a code is good for.
  public private(set) var codeLife: Duration = .seconds(1_800)
  /// How many wrong entries are looked at.
  public var attempts = AccountAttempts.standard
  /// How many derivations run at once.
  public private(set) var parallel = 2
  /// How many wait.
  public private(set) var queue = 16

  private init() {}

  /// Rules; what is not said stays as in ``standard``.
  ///
  /// - Throws: ``Diagnostic/configurationInvalid`` beyond one of the ranges.
  public init(
    cost: ScryptCost = .standard, passwordLife: Duration? = nil, dormancy: Duration? = nil,
    remembered: Int? = nil, ticketLife: Duration? = nil, codeLife: Duration? = nil,
    attempts: AccountAttempts = .standard, parallel: Int? = nil, queue: Int? = nil
  ) throws(CPSError) {
    self.cost = cost
    self.attempts = attempts
    try Self.take(passwordLife, within: Self.lifeRange, into: &self.passwordLife)
    try Self.take(dormancy, within: Self.lifeRange, into: &self.dormancy)
    try Self.take(remembered, within: Self.rememberedRange, into: &self.remembered)
    try Self.take(ticketLife, within: Self.ticketRange, into: &self.ticketLife)
    try Self.take(codeLife, within: Self.codeRange, into: &self.codeLife)
    try Self.take(parallel, within: Self.parallelRange, into: &self.parallel)
    try Self.take(queue, within: Self.queueRange, into: &self.queue)
  }

  private static func take<Value: Comparable>(
    _ given: Value?, within range: ClosedRange<Value>, into place: inout Value
  ) throws(CPSError) {
    guard let given else { return }
    guard range.contains(given) else {
      throw CPSError(.configurationInvalid, ["place": "accounts", "detail": "\(range)"])
    }
    place = given
  }

  /// Refuses a cost below ``ScryptCost/standard`` where real passwords are kept.
  ///
  /// - Throws: ``Diagnostic/configurationInvalid``.
  public func require(for environment: TrustEnvironment) throws(CPSError) {
    guard environment == .synthetic || cost.work >= ScryptCost.standard.work, cost.blockSize == 8 else {
      throw CPSError(
        .configurationInvalid,
        ["place": "accounts.scrypt", "detail": "N = 2^17, r = 8, p = 1 at least, but in the synthetic world"])
    }
  }
}
