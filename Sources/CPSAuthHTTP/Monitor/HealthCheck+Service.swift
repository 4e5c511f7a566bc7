public import CPSAuth
internal import CPSDiagnostics
public import CPSPrimitives
public import CPSTrust

extension HealthCheck {
  /// Whether the state can be read.
  public static func store(_ store: any AuthStore) -> HealthCheck {
    HealthCheck("store") {
      do throws(CPSError) {
        _ = try await store.epoch()
        _ = try await store.auditHead()
        return .pass
      } catch { return .fail }
    }
  }

  /// Whether the witnesses keep what the audit log's checkpoints vouch for: a warning while one is late, since what it
  /// has not yet kept could be written anew.
  public static func auditWitnesses(_ keeper: AuditKeeper) -> HealthCheck {
    HealthCheck("audit-witnesses") {
      await keeper.witnessStandings().contains(where: \.isLate) ? .warn : .pass
    }
  }

  /// Whether the revocation lists serve: a warning while one is overdue, stale or missing, and a failure when none
  /// serves, since nobody logs in then.
  public static func revocationLists(_ book: RevocationBook, clock: any WallClock) -> HealthCheck {
    HealthCheck("revocation-lists") {
      let standings = book.states(at: clock.now()).map(\.standing)
      if standings.allSatisfy({ [.stale, .missing].contains($0) }) { return .fail }
      return standings.allSatisfy { $0 == .fresh } ? .pass : .warn
    }
  }
}
