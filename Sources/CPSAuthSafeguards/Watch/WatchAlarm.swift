public import CPSAuth
internal import CPSDiagnostics

/// An alarm that an entry gives cause to, with the reasons: what the entry of the log is made of.
public struct WatchAlarm: Sendable, Hashable {
  /// The number of the entry.
  public let entry: Int64
  /// Whom it is about.
  public let holder: HolderName
  /// What is to stand in the log.
  public let event: AuditEvent

  init(
    _ row: Diagnostic, about holder: HolderName, _ cause: AuditEntry, isObserved: Bool,
    _ facts: [String: String]
  ) {
    entry = cause.sequence
    self.holder = holder
    var event = AuditEvent(.alarm)
    event.actor = cause.event.actor
    event.diagnostic = row.code
    event.decision = cause.sequence
    event.network = cause.event.network
    event.workstation = cause.event.workstation
    event.facts = facts
    if isObserved { event.facts["observed"] = "yes" }
    self.event = event
  }

  /// The codes of all alarms of the watch.
  static let codes: Set<String> = Set(
    [
      Diagnostic.watchNewNetwork, .watchNewWorkstation, .watchTwoPlaces, .watchNightBurst, .watchFailureBurst,
      .watchDormant,
    ].map(\.code))
}
