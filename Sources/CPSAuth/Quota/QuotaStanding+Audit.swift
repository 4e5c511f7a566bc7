internal import CPSDiagnostics
internal import CPSPrimitives

extension QuotaStanding {
  private static let separator: Character = "\0"

  /// The content of ``AuditField/quota``: name, what is counted, the dimensions of the quota, the window in
  /// milliseconds, the limit, what happens beyond, the dimension of the account, how many it holds, `exceeded` or
  /// nothing, and from when on units count in milliseconds since 1970, or nothing.
  var auditContent: [UInt8] {
    let dimensions = PolicyQuota.Dimension.allCases.filter(quota.per.contains).map(\.rawValue)
    let parts = [
      quota.name, quota.counts.rawValue, dimensions.joined(separator: " "), String(quota.window.milliseconds),
      String(quota.limit), quota.beyond.rawValue, dimension?.rawValue ?? "", String(used),
      isExceeded ? Self.exceeded : "", since.map { String($0.millisecondsSince1970) } ?? "",
    ]
    return Array(parts.joined(separator: String(Self.separator)).utf8)
  }

  private static let exceeded = "exceeded"

  /// Reads such a content; nil for any other.
  init?(auditContent text: String) {
    let parts = text.split(separator: Self.separator, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 10, let counts = PolicyQuota.Counted(rawValue: parts[1]),
      let window = Int64(parts[3]), let limit = Int(parts[4]), let used = Int(parts[7]),
      let beyond = PolicyQuota.Beyond(rawValue: parts[5]), ["", Self.exceeded].contains(parts[8])
    else { return nil }
    let dimensions = parts[2].split(separator: " ").compactMap {
      PolicyQuota.Dimension(rawValue: String($0))
    }
    let since = Int64(parts[9])
    let dimension = PolicyQuota.Dimension(rawValue: parts[6])
    guard (dimension == nil) == parts[6].isEmpty, (since == nil) == parts[9].isEmpty else { return nil }
    self.init(
      quota: PolicyQuota(
        name: parts[0], counts: counts, per: Set(dimensions), window: .milliseconds(window), limit: limit,
        beyond: beyond),
      dimension: dimension, used: used, isExceeded: parts[8] == Self.exceeded,
      since: since.map(Timestamp.init(millisecondsSince1970:)))
  }
}
