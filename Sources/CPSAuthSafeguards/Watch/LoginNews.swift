internal import CPSAuth

/// A log-in, as its holder is told of it.
struct LoginNews: Sendable {
  /// Its entry.
  let entry: AuditEntry
  /// Whose.
  let holder: HolderName
  /// Whether the network was never seen for them.
  let isNetworkNew: Bool
  /// Whether the workstation was never seen, for somebody whose workstations come back.
  let isWorkstationNew: Bool
}
