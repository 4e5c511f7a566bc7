public import CPSAuth
public import CPSPrimitives
internal import CPSProof

/// Finds out of a log who uses a function today, and will be locked out of it when a policy holds at some moment.
///
/// Locked out is whom nothing helps that they can bring to the call: who needs a card and came with an account, whom no
/// rule speaks about, who would need a delegation or an emergency. A PIN that is asked for once more locks nobody out.
public struct LockOutTally: Sendable {
  private struct User: Hashable {
    let function: FunctionName
    let account: String?
    let person: String?
  }

  private struct Use {
    var calls = 0
    var refused = 0
    var last: Timestamp
    var decision: PolicyDecision?
    var workstations: Set<String> = []

    mutating func count(_ entry: AuditEntry, locksOut decision: PolicyDecision?) {
      calls += 1
      last = max(last, entry.time)
      if let workstation = entry.event.workstation { workstations.insert(workstation) }
      guard let decision else { return }
      refused += 1
      self.decision = decision
    }
  }

  private let policy: Policy
  private let moment: Timestamp
  private let beginning: Timestamp
  private var uses: [User: Use] = [:]
  private var workstationsWithCard: Set<String> = []
  /// How many calls were asked about again.
  public private(set) var calls = 0
  /// How many decisions do not say enough to be asked about again.
  public private(set) var skipped = 0

  /// A tally that has read nothing yet.
  ///
  /// - Parameters:
  ///   - policy: the policy that will hold.
  ///   - moment: when.
  ///   - beginning: calls before it do not count, cards that were seen before it do.
  public init(under policy: Policy, at moment: Timestamp, since beginning: Timestamp) {
    self.policy = policy
    self.moment = moment
    self.beginning = beginning
  }

  /// Takes the next entry of the log in.
  public mutating func read(_ entry: AuditEntry) {
    let event = entry.event
    if let workstation = event.workstation, event.actor?.cardNumber != nil, event.kind != .loginRefused {
      workstationsWithCard.insert(workstation)
    }
    guard event.kind == .decision, event.isAllowed == true, entry.time >= beginning else { return }
    guard let request = PolicyRequest(entry), let function = event.function else {
      skipped += 1
      return
    }
    calls += 1
    let user = User(
      function: function, account: event.actor?.account, person: event.actor?.nationalIdentifier)
    let decision = policy.decision(on: function, for: request.asked(at: moment))
    uses[user, default: Use(last: entry.time)].count(
      entry, locksOut: decision.locksOut ? decision : nil)
  }

  /// Whom somebody should call, those first who have never been seen near a card, and of them who calls most.
  public func lockOuts() -> [LockOut] {
    uses.compactMap { user, use in
      use.decision.map { decision in
        LockOut(
          function: user.function, account: user.account, person: user.person, calls: use.calls,
          refused: use.refused, last: use.last, cardSeen: cardSeen(by: user, use), decision: decision)
      }
    }.sorted { $0.place < $1.place }
  }

  private func cardSeen(by user: User, _ use: Use) -> LockOut.CardSeen {
    guard user.person == nil else { return .own }
    return use.workstations.isDisjoint(with: workstationsWithCard) ? .never : .workstation
  }
}

extension PolicyDecision {
  /// Whether nothing helps that a caller can bring to a call without another card or an emergency.
  fileprivate var locksOut: Bool {
    !isAllowed
      && (missing.isEmpty || missing.contains { [.card, .breakGlass, .delegation].contains($0) })
  }
}

extension LockOut {
  /// The place in the order of calls to make.
  fileprivate var place: (String, Int, Int, String) {
    let near = CardSeen.allCases.firstIndex(of: cardSeen) ?? 0
    return (function.rawValue, near, -calls, account ?? person ?? "")
  }
}
