public import CPSAuth
public import CPSPrimitives
internal import CPSProof

/// Reads out of a log who works near their pace, or beyond it.
///
/// Each decision wrote down how the quotas stood that it was charged to, so that neither policy nor store is needed.
public struct PaceWatch: Sendable {
  private struct Account: Hashable {
    let quota: String
    let dimension: PolicyQuota.Dimension?
    let holder: String?
    let function: String?
    let neighbourhood: [UInt8]?
  }

  private let beginning: Timestamp
  private var accounts: [Account: PaceStanding] = [:]

  /// A watch that has read nothing yet.
  ///
  /// - Parameter beginning: what lies before is not looked at.
  public init(since beginning: Timestamp) { self.beginning = beginning }

  /// Takes the next entry of the log in.
  public mutating func read(_ entry: AuditEntry) {
    guard entry.event.kind == .decision, entry.time >= beginning else { return }
    for standing in entry.event.quotas { read(standing, entry) }
  }

  /// The accounts whose last charge still counts at a moment, the fullest first.
  public func standings(at moment: Timestamp) -> [PaceStanding] {
    accounts.values.filter { moment - $0.last < $0.quota.window }.sorted { $0.place < $1.place }
  }

  private mutating func read(_ standing: QuotaStanding, _ entry: AuditEntry) {
    let event = entry.event
    let function = standing.quota.per.contains(.function) ? event.function?.rawValue : nil
    let holder = standing.dimension.flatMap { Self.holder($0, event) }
    let account = Account(
      quota: standing.quota.name, dimension: standing.dimension, holder: holder, function: function,
      neighbourhood: standing.quota.counts == .neighbours ? event.neighbourhood : nil)
    var found =
      accounts[account]
      ?? PaceStanding(
        quota: standing.quota, dimension: standing.dimension, holder: holder, function: function, used: 0,
        refused: 0, last: entry.time)
    found.used = standing.used
    found.refused += standing.isExceeded ? 1 : 0
    found.last = entry.time
    accounts[account] = found
  }

  private static func holder(_ dimension: PolicyQuota.Dimension, _ event: AuditEvent) -> String? {
    let person = event.actor?.nationalIdentifier ?? event.actor?.account.map { "account:\($0)" }
    return switch dimension {
    case .person: person
    case .card: event.actor?.cardNumber ?? person
    case .workstation: event.workstation
    case .network: event.network
    case .delegator: event.delegator ?? person
    case .function: nil
    }
  }
}

extension PaceStanding {
  fileprivate var place: (Double, String, String, String) {
    (-fullness, quota.name, dimension?.rawValue ?? "", holder ?? "")
  }
}
