internal import CPSDiagnostics
internal import CPSPrimitives

/// What the quotas of a decision charge for one call.
struct QuotaPlan {
  /// What stands for a network that is not known.
  static let unknownNetwork = "unknown"

  private struct Item {
    let quota: PolicyQuota
    let dimension: PolicyQuota.Dimension?
    let charge: QuotaCharge
  }

  private let items: [Item]

  /// The charges, those that refuse before those that ask for a step-up, so that the graver answer comes first.
  var charges: [QuotaCharge] { items.map(\.charge) }

  /// What is taken back when somebody was found.
  var disprovable: [QuotaUnit] {
    items.filter { $0.quota.counts == .unknown }.map(\.charge.quotaUnit)
  }

  /// What is taken back when the call does not happen: units that nobody had counted before or has counted since.
  ///
  /// - Parameter held: the places of those that were counted before (``QuotaOutcome/admitted(used:held:)``).
  func added(besides held: Set<Int>, at moment: Timestamp) -> [QuotaUnit] {
    items.enumerated().filter { !held.contains($0.offset) }
      .map { $0.element.charge.quotaUnit(countedAt: moment) }
  }

  /// A plan.
  ///
  /// - Parameters:
  ///   - event: the entry of the decision: whom the accounts belong to is read there, as who checks the log does.
  ///   - since: when the person last confirmed this function.
  ///   - fresh: 32 bytes that count this call apart from all others.
  init(
    _ quotas: [PolicyQuota], of event: AuditEvent, since: Timestamp?, fresh: [UInt8]
  ) throws(CPSError) {
    var items: [Item] = []
    for quota in quotas.filter({ $0.beyond == .refuse }) + quotas.filter({ $0.beyond == .stepUp }) {
      guard let unit = try Self.unit(of: quota, in: event, fresh: fresh) else { continue }
      for dimension in quota.accountDimensions {
        let charge = QuotaCharge(
          key: try Self.key(of: quota, dimension, in: event), unit: unit, window: quota.window,
          limit: quota.limit, since: quota.beyond == .stepUp ? since : nil)
        items.append(Item(quota: quota, dimension: dimension, charge: charge))
      }
    }
    self.items = items
  }

  /// How all stand after a charge that was admitted.
  func standings(_ used: [Int]) -> [QuotaStanding] {
    zip(items, used).map { item, used in
      QuotaStanding(
        quota: item.quota, dimension: item.dimension, used: used, isExceeded: false,
        since: item.charge.since)
    }
  }

  /// How the one stands that had no room.
  func standing(exceededAt index: Int, used: Int) -> QuotaStanding {
    let item = items[index]
    return QuotaStanding(
      quota: item.quota, dimension: item.dimension, used: used, isExceeded: true, since: item.charge.since)
  }

  /// The account of a quota, by what an entry says.
  static func key(
    of quota: PolicyQuota, _ dimension: PolicyQuota.Dimension?, in event: AuditEvent
  ) throws(CPSError) -> [UInt8] {
    try QuotaKey(
      quota: quota.name, dimension: dimension, value: dimension.map { value(of: $0, in: event) } ?? "",
      function: quota.per.contains(.function) ? event.function : nil,
      neighbourhood: quota.counts == .neighbours ? event.neighbourhood ?? [] : []
    ).bytes()
  }

  /// What counts once, by what an entry says; nil where the quota has nothing to count.
  static func unit(
    of quota: PolicyQuota, in event: AuditEvent, fresh: [UInt8]
  ) throws(CPSError) -> [UInt8]? {
    switch quota.counts {
    case .subjects, .unknown: event.subject?.code
    case .neighbours: event.neighbourhood == nil ? nil : event.subject?.code
    case .requests: fresh
    case .networks: try QuotaKey.unit(ofNetwork: event.network ?? unknownNetwork)
    }
  }

  private static func value(of dimension: PolicyQuota.Dimension, in event: AuditEvent) -> String {
    let person = event.actor?.nationalIdentifier ?? "account:\(event.actor?.account ?? "")"
    return switch dimension {
    case .person: person
    case .card: event.actor?.cardNumber ?? person
    case .workstation: event.workstation ?? ""
    case .network: event.network ?? unknownNetwork
    case .delegator: event.delegator ?? person
    case .function: ""
    }
  }
}

extension PolicyQuota {
  /// The dimensions that have accounts, each its own; nil alone where all callers share one.
  fileprivate var accountDimensions: [Dimension?] {
    let named = Dimension.allCases.filter { $0 != .function && per.contains($0) }
    return named.isEmpty ? [nil] : named
  }
}
