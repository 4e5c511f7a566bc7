import CPSAuth
import CPSAuthSafeguards
import CPSAuthTesting
import CPSDiagnostics
import CPSPrimitives
import CPSProof
import OpenSSLKit
import TestSupport

/// An audit log that a gate could have written, and whoever reads it afterwards.
struct ExposureScene {
  static let noon = Timestamp(secondsSince1970: 1_800_000_000)

  let clock = ManualClock(noon)
  let random = SystemRandomSource()
  let store: MemoryStore
  let officer: SealOfficer
  let deputy: SealOfficer
  let log: AuditLog
  private let key: AuditKey

  init(epoch: String = "2026-11") throws {
    (officer, deputy) = try SealOfficer.pair()
    store = try MemoryStore(environment: .synthetic, random: random)
    log = AuditLog(
      store: store, clock: clock, random: random,
      sealingTo: try SealRecipients([officer.certificate, deputy.certificate]))
    key = try AuditKey(epoch: epoch, try SecretBytes(copying: try random.bytes(32)))
  }

  static func account(_ name: String, session: String = "s") -> AuditActor {
    AuditActor(nationalIdentifier: nil, cardNumber: nil, account: name, session: session)
  }

  static func person(_ identifier: String, card: String = "1") -> AuditActor {
    AuditActor(nationalIdentifier: identifier, cardNumber: card, account: nil, session: "s")
  }

  /// Writes a decision and, unless it is nil, its outcome a second later.
  @discardableResult
  func call(
    about subject: String?, by actor: AuditActor?, isAllowed: Bool = true,
    function: FunctionName = "infopatient.lookup", outcome: AuditOutcome?,
    showing fields: [String] = ["identity", "rights"], under other: AuditKey? = nil,
    for delegator: String? = nil
  ) async throws -> Int64 {
    var decision = AuditEvent(.decision)
    decision.actor = actor
    decision.function = function
    decision.isAllowed = isAllowed
    decision.facts["delegator"] = delegator
    decision.subject = try subject.map { try (other ?? key).pseudonym(of: $0) }
    let sequence = try await log.record(decision, sealing: subject).sequence
    clock.advance(by: .seconds(1))
    if let outcome { try await conclude(sequence, outcome, fields) }
    return sequence
  }

  func conclude(_ decision: Int64, _ outcome: AuditOutcome, _ fields: [String]) async throws {
    var event = AuditEvent(.outcome)
    event.decision = decision
    event.outcome = outcome
    event.disclosed = outcome == .found ? fields : []
    try await log.record(event)
    clock.advance(by: .seconds(1))
  }

  func entries() async throws -> [AuditEntry] {
    try await store.auditRecords(after: 0, limit: 10_000).map { try AuditEntry(encoded: $0.content) }
  }

  /// Everything until an hour after now.
  func scope(
    _ actors: [String]?, from: Timestamp = noon - .seconds(60), until: Timestamp = noon + .seconds(3_600),
    functions: Set<FunctionName>? = nil
  ) throws -> ExposureScope {
    try ExposureScope(
      from: from, until: until, actors: try actors.map { Set(try $0.map { try ExposureActor($0) }) },
      functions: functions)
  }

  func tally(_ scope: ExposureScope) async throws -> ExposureTally {
    var tally = ExposureTally(of: scope)
    for entry in try await entries() { tally.add(entry) }
    return tally
  }

  func list(_ scope: ExposureScope, as officer: SealOfficer) async throws -> ExposureList {
    var opener = try SubjectOpener(as: officer.certificate, with: officer.key)
    for entry in try await entries() { opener.note(entry) }
    var list = ExposureList(of: try await tally(scope), with: opener)
    for entry in try await entries() { try list.add(entry) }
    return list
  }
}
