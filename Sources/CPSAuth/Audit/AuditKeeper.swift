public import CPSDiagnostics
public import CPSPrimitives

/// Looks after an audit log while its service runs: vouches for it, hands that to the witnesses, and removes what was
/// kept for long enough.
public actor AuditKeeper {
  /// The most checkpoints that wait for a witness; beyond them the oldest are given up, since each vouches for all
  /// before it.
  static let backlogLimit = 256
  /// How often the log is looked through for what is old enough.
  static let retentionInterval: Duration = .seconds(86_400)

  private let log: AuditLog
  private let signer: CheckpointSigner?
  private let witnesses: [any AuditWitness]
  private let retention: AuditRetention?
  private let clock: any WallClock
  private var backlogs: [[AuditCheckpoint]]
  private var standings: [WitnessStanding]
  private var lastRemoval: Timestamp?

  /// A keeper.
  ///
  /// - Parameters:
  ///   - signer: nil leaves the log without checkpoints: its administrator could write it anew.
  ///   - retention: nil removes nothing.
  public init(
    of log: AuditLog, signer: CheckpointSigner?, witnesses: [any AuditWitness], retention: AuditRetention?,
    clock: any WallClock
  ) {
    self.log = log
    self.signer = signer
    self.witnesses = witnesses
    self.retention = retention
    self.clock = clock
    backlogs = witnesses.map { _ in [] }
    standings = witnesses.map {
      WitnessStanding(isOffHost: $0.isOffHost, isLate: false, keptThrough: nil, waiting: 0)
    }
  }

  /// Whether somebody out of reach of who rules over this host keeps the checkpoints.
  public nonisolated var isWitnessedElsewhere: Bool {
    signer != nil && witnesses.contains(where: \.isOffHost)
  }

  /// How the witnesses stand, in the order in which they were named.
  public func witnessStandings() -> [WitnessStanding] {
    zip(standings, backlogs).map { standing, backlog in
      var standing = standing
      standing.waiting = backlog.count
      return standing
    }
  }

  /// Does what is due, and gives what went wrong; alarms are in the log, too.
  public func round() async -> [CPSError] {
    var faults: [CPSError] = []
    do throws(CPSError) { try await log.settle() } catch { faults.append(error) }
    do throws(CPSError) { try await removeOldEntries() } catch { faults.append(error) }
    do throws(CPSError) { try await vouch() } catch { faults.append(error) }
    for index in witnesses.indices {
      do throws(CPSError) { try await handOver(to: index) } catch { faults.append(error) }
    }
    for fault in faults where fault.diagnostic.severity == .alarm { await log.note(fault, as: .alarm) }
    return faults
  }

  private func vouch() async throws(CPSError) {
    guard let signer, let checkpoint = try await log.checkpoint(by: signer) else { return }
    for index in backlogs.indices {
      backlogs[index].append(checkpoint)
      backlogs[index] = Array(backlogs[index].suffix(Self.backlogLimit))
    }
  }

  private func handOver(to index: Int) async throws(CPSError) {
    while let checkpoint = backlogs[index].first {
      do throws(CPSError) { try await witnesses[index].keep(checkpoint) } catch {
        standings[index].isLate = true
        throw error
      }
      standings[index].keptThrough = max(standings[index].keptThrough ?? 0, checkpoint.head.sequence)
      standings[index].isLate = false
      if backlogs[index].first == checkpoint { backlogs[index].removeFirst() }
    }
  }

  private func removeOldEntries() async throws(CPSError) {
    let now = clock.now()
    guard let retention else { return }
    if let lastRemoval, now >= lastRemoval, now - lastRemoval < Self.retentionInterval { return }
    try await log.prune(by: retention)
    lastRemoval = now
  }
}
