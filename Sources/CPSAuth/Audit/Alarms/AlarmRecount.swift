public import CPSDiagnostics
internal import CPSPrimitives

/// Computes the alarms of a log's quotas again, from what the log says of each call.
///
/// Nothing else is needed, neither policy nor store: an entry says whose accounts it charged, with what, and how
/// they stood. An alarm that this finds unfounded or missing was put in, or kept out.
public struct AlarmRecount: Sendable {
  /// One call without room.
  private struct Call {
    let sequence: Int64
    let event: AuditEvent
    let standing: QuotaStanding
    let key: [UInt8]
    let moment: Timestamp
  }

  private var charges = ChargeHistory()
  private var calls: [Int64: Call] = [:]
  private var alarms: [(sequence: Int64, event: AuditEvent)] = []
  private var beginning: Timestamp?

  /// A recount that has read nothing yet.
  public init() {}

  /// Reads the next entry of the log.
  ///
  /// - Throws: ``Diagnostic/cryptographyFailed``.
  public mutating func add(_ entry: AuditEntry) throws(CPSError) {
    let event = entry.event
    // A log that begins with its first entry begins with no calls before.
    if beginning == nil {
      beginning = event.kind == .genesis ? Timestamp(millisecondsSince1970: .min) : entry.time
    }
    switch event.kind {
    case .decision, .login, .loginRefused: try add(entry.sequence, event)
    case .outcome where event.outcome == .found: event.decision.map { charges.release(chargesOf: $0) }
    case .alarm where PolicyQuota.alarms.contains { $0.code == event.diagnostic }:
      alarms.append((entry.sequence, event))
    default: break
    }
  }

  /// What was found, in the order of the log.
  public func findings() -> [AlarmFinding] {
    let about = alarms.reduce(into: [Int64: Int64]()) { $0[$1.event.decision ?? 0] = $1.sequence }
    let raised = alarms.map { finding(of: $0.event, $0.sequence) }
    let missing = missing(about).map { call in
      AlarmFinding(
        sequence: call.sequence, call: call.sequence, quota: call.standing.quota.name,
        recorded: call.standing.used, verdict: .missing)
    }
    return (raised + missing).sorted { $0.sequence < $1.sequence }
  }

  private mutating func add(_ sequence: Int64, _ event: AuditEvent) throws(CPSError) {
    guard let moment = event.chargedAt else { return }
    let fresh = withUnsafeBytes(of: sequence.bigEndian) { Array($0) }
    for standing in event.quotas {
      let key = try QuotaPlan.key(of: standing.quota, standing.dimension, in: event)
      if standing.isExceeded {
        calls[sequence] = Call(
          sequence: sequence, event: event, standing: standing, key: key, moment: moment)
      } else if let unit = try QuotaPlan.unit(of: standing.quota, in: event, fresh: fresh) {
        charges.add(
          key, unit, at: moment, by: sequence, isDisprovable: standing.quota.counts == .unknown)
      }
    }
  }

  private func finding(of event: AuditEvent, _ sequence: Int64) -> AlarmFinding {
    guard let call = event.decision.flatMap({ calls[$0] }),
      Self.alarm(of: call.event, call.standing)?.code == event.diagnostic
    else { return AlarmFinding(sequence: sequence, call: event.decision, verdict: .unfounded) }
    let edge = call.moment - call.standing.quota.window
    let counted = charges.count(
      of: call.key, after: max(edge, call.standing.since.map { $0 - .milliseconds(1) } ?? edge),
      to: call.moment)
    let verdict: AlarmFinding.Verdict =
      if counted.contains(call.standing.used) { .confirmed } else if let beginning, beginning > edge {
        .notCovered
      } else { .differs }
    return AlarmFinding(
      sequence: sequence, call: call.sequence, quota: call.standing.quota.name,
      recorded: call.standing.used, recomputed: counted, verdict: verdict)
  }

  /// The calls about which there should be an alarm and is none: the first of each account and window.
  private func missing(_ about: [Int64: Int64]) -> [Call] {
    var found: [[UInt8]: Call] = [:]
    var missing: [Call] = []
    for call in calls.values.sorted(by: { ($0.moment, $0.sequence) < ($1.moment, $1.sequence) }) {
      guard about[call.sequence] == nil, Self.alarm(of: call.event, call.standing) != nil,
        !wasAnnounced(call, about)
      else { continue }
      if let earlier = found[call.key], earlier.moment > call.moment - call.standing.quota.window { continue }
      found[call.key] = call
      missing.append(call)
    }
    return missing
  }

  /// Whether an alarm about the same account was raised within the window before, which announces this call too.
  private func wasAnnounced(_ call: Call, _ about: [Int64: Int64]) -> Bool {
    calls.values.contains { other in
      other.key == call.key && about[other.sequence] != nil && other.moment <= call.moment
        && other.moment > call.moment - call.standing.quota.window
    }
  }

  /// The alarm that a call without room raises.
  private static func alarm(of event: AuditEvent, _ standing: QuotaStanding) -> Diagnostic? {
    event.kind == .decision ? standing.quota.alarm : .loginRhythmSuspected
  }
}
