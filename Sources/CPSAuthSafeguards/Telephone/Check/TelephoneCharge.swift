internal import CPSAuth
internal import CPSDiagnostics
internal import CPSPrimitives
internal import OpenSSLKit

/// One line on which a check is counted: of an account, of an agent, or of all.
struct TelephoneCharge: Sendable {
  /// What is counted; the names stand in the log.
  enum Line: String, Sendable {
    case accountDay = "account-day"
    case accountFailures = "account-failures"
    case agentHour = "agent-hour"
    case agentDay = "agent-day"
    case agentFailuresHour = "agent-failures-hour"
    case agentFailuresDay = "agent-failures-day"
    case burst

    /// Whether only checks that confirm nobody stay counted.
    var countsFailures: Bool {
      switch self {
      case .accountFailures, .agentFailuresHour, .agentFailuresDay, .burst: true
      case .accountDay, .agentHour, .agentDay: false
      }
    }

    /// Whether a check without room on it may be an attack; many calls in an hour alone are none.
    var isSuspect: Bool { countsFailures || self == .accountDay }
  }

  private static let tag = Array("CPSAUTH-TELEPHONE-V1\0".utf8)
  private static let alarmTag = Array("CPSAUTH-TELEPHONE-ALARM-V1\0".utf8)
  private static let (hour, day): (Duration, Duration) = (.seconds(3_600), .seconds(86_400))

  let line: Line
  let charge: QuotaCharge

  private init(
    _ line: Line, of holder: String, limit: Int, within window: Duration, unit: [UInt8]
  ) throws(CPSError) {
    self.line = line
    var message = Self.tag
    for part in [line.rawValue, holder] {
      message += withUnsafeBytes(of: UInt32(part.utf8.count).bigEndian) { Array($0) } + Array(part.utf8)
    }
    charge = QuotaCharge(key: try Digest.sha256(message), unit: unit, window: window, limit: limit)
  }

  /// What one check is counted on before anything is compared, as if it would confirm nobody: whoever gives a failure
  /// back afterwards can be outrun, and is refused sooner for it, never later.
  static func all(
    of account: AccountName, by agent: TelephoneAgent, _ limits: TelephoneLimits, unit: [UInt8]
  ) throws(CPSError) -> [TelephoneCharge] {
    let most = TelephoneLimits.checksOfAccountPerDay
    let lines: [(Line, String, Int, Duration)] = [
      (.accountDay, account.text, most, day), (.accountFailures, account.text, most, day),
      (.agentHour, agent.key, limits.checksPerHour, hour), (.agentDay, agent.key, limits.checksPerDay, day),
      (.agentFailuresHour, agent.key, limits.failuresPerHour, hour),
      (.agentFailuresDay, agent.key, limits.failuresPerDay, day),
    ]
    var charges: [TelephoneCharge] = []
    for (line, holder, limit, window) in lines {
      charges.append(try TelephoneCharge(line, of: holder, limit: limit, within: window, unit: unit))
    }
    return charges
  }

  /// What a check that confirmed nobody is counted on, for all agents and accounts together.
  static func burst(_ limits: TelephoneLimits, unit: [UInt8]) throws(CPSError) -> TelephoneCharge {
    try TelephoneCharge(.burst, of: "", limit: limits.burstPerHour, within: hour, unit: unit)
  }

  /// The note that an alarm was raised about this line, so that each window has one.
  func alarm(unit: [UInt8]) throws(CPSError) -> QuotaCharge {
    QuotaCharge(
      key: try Digest.sha256(Self.alarmTag + charge.key), unit: unit, window: charge.window, limit: 1)
  }
}
