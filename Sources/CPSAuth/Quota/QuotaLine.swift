internal import CPSPrimitives

/// How a quota stood, as a line of the audit log says it (``AuditLine``).
struct QuotaLine: Sendable, Hashable, Codable {
  let name: String
  let counts: String
  let per: [String]
  let windowMilliseconds: Int64
  let limit: Int
  let beyond: String
  let account: String?
  let used: Int
  let remaining: Int
  let exceeded: Bool?
  let since: String?

  init(_ standing: QuotaStanding) {
    name = standing.quota.name
    counts = standing.quota.counts.rawValue
    per = PolicyQuota.Dimension.allCases.filter(standing.quota.per.contains).map(\.rawValue)
    windowMilliseconds = standing.quota.window.milliseconds
    limit = standing.quota.limit
    beyond = standing.quota.beyond.rawValue
    account = standing.dimension?.rawValue
    used = standing.used
    remaining = standing.remaining
    exceeded = standing.isExceeded ? true : nil
    since = standing.since?.rfc3339
  }

  private enum CodingKeys: String, CodingKey {
    case name, counts, per, limit, beyond, account, used, remaining, exceeded, since
    case windowMilliseconds = "window_ms"
  }
}
