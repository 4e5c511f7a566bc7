public import CPSPrimitives
internal import Synchronization

/// Counts units in sliding windows, in the memory of one process.
///
/// A charge is one step under a lock: of two hundred that race for the last unit, one has it (attack case
/// CL-04).
public final class QuotaLedger: Sendable {
  /// How many charges are made before keys without a unit in their window are swept out.
  private static let sweepInterval = 4_096

  private struct State {
    var accounts: [[UInt8]: QuotaAccount] = [:]
    var chargesSinceSweep = 0
  }

  private let state = Mutex(State())

  /// An empty ledger.
  public init() {}

  /// How many keys it holds.
  public var keyCount: Int { state.withLock { $0.accounts.count } }

  /// Counts all or none (``AuthStore/charge(_:at:)``).
  public func charge(_ charges: [QuotaCharge], at now: Timestamp) -> QuotaOutcome {
    state.withLock { state in
      let outcome = Self.outcome(of: charges, on: state.accounts, at: now)
      guard case .admitted = outcome else { return outcome }
      for charge in charges {
        state.accounts[charge.key, default: QuotaAccount()].add(charge.unit, at: now, for: charge.window)
      }
      state.chargesSinceSweep += charges.count
      if state.chargesSinceSweep >= max(Self.sweepInterval, state.accounts.count / 2) {
        state.chargesSinceSweep = 0
        state.accounts = state.accounts.filter { $0.value.expiry > now }
      }
      return outcome
    }
  }

  /// Takes units back (``AuthStore/release(_:)``).
  public func release(_ units: [QuotaUnit]) {
    state.withLock { state in
      for unit in units { state.accounts[unit.key]?.remove(unit.unit, countedAt: unit.countedAt) }
    }
  }

  private static func outcome(
    of charges: [QuotaCharge], on accounts: [[UInt8]: QuotaAccount], at now: Timestamp
  ) -> QuotaOutcome {
    var used: [Int] = []
    var held: Set<Int> = []
    used.reserveCapacity(charges.count)
    for (index, charge) in charges.enumerated() {
      let edge = charge.edge(at: now)
      let account = accounts[charge.key] ?? QuotaAccount()
      let count = account.count(after: edge)
      let isHeld = account.holds(charge.unit, after: edge)
      guard isHeld || count < charge.limit else {
        let leaving = account.moment(of: count - max(charge.limit, 1), after: edge)
        return .exceeded(index: index, used: count, retryAt: (leaving ?? now) + charge.window)
      }
      used.append(isHeld ? count : count + 1)
      if account.holds(charge.unit, after: now - charge.window) { held.insert(index) }
    }
    return .admitted(used: used, held: held)
  }
}
