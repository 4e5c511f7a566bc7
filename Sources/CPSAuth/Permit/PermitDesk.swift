public import CPSDiagnostics
public import CPSPrimitives
public import CPSProof
internal import OpenSSLKit

/// The gate for code that runs in another process, behind a proxy that never shows the gate a body.
///
/// In three steps: the proxy asks for a permit when a request comes, the service consumes it together with the
/// subject before it looks anything up, and reports the outcome before it answers. The decision, with every quota, is
/// made when the permit is consumed, since only then it is known whom the call is about (DESIGN.md, "The way of the
/// data"). A permit that is never consumed did nothing; a decision whose outcome is never reported counts as exposed.
public struct PermitDesk: Sendable {
  /// How long a permit may wait to be consumed.
  public static let permitLife: Duration = .seconds(60)
  /// How long after the decision its outcome may be reported.
  public static let reportLife: Duration = .seconds(600)

  /// The functions that may be called through it.
  public let functions: [FunctionName: RemoteFunction]
  private let authenticator: Authenticator
  let gate: Gate
  private let permits: ServiceTicket
  private let receipts: ServiceTicket
  private let random: any RandomSource

  /// A desk.
  ///
  /// - Parameters:
  ///   - functions: those that may be called through it; each name once.
  /// - Throws: ``Diagnostic/configurationInvalid`` when a function is named twice.
  public init(
    authenticator: Authenticator, gate: Gate, functions: [RemoteFunction], random: any RandomSource
  ) throws(CPSError) {
    var table: [FunctionName: RemoteFunction] = [:]
    for function in functions {
      guard table.updateValue(function, forKey: function.name) == nil else {
        throw CPSError(
          .configurationInvalid, ["place": "permits", "detail": "\(function.name.rawValue) is named twice"])
      }
    }
    self.authenticator = authenticator
    self.gate = gate
    self.functions = table
    self.random = random
    permits = ServiceTicket(authenticator.secret, for: .permit)
    receipts = ServiceTicket(authenticator.secret, for: .permitReceipt)
  }

  /// Issues a permit for a request of a session, unless the policy refuses the session whomever the call is about.
  ///
  /// - Throws: ``Refusal``; ``Diagnostic/functionUnknown``, ``Diagnostic/storeUnavailable``,
  ///   ``Diagnostic/randomnessUnavailable``.
  public func issue(for function: FunctionName, to session: some Session) async throws -> String {
    guard functions[function] != nil else {
      throw CPSError(.functionUnknown, ["function": function.rawValue])
    }
    try await gate.screen(function, session.grant)
    let content = PermitContent(
      environment: authenticator.environment, function: function, tokenHash: session.grant.tokenHash,
      network: session.grant.network?.text,
      issued: authenticator.clock.now().millisecondsSince1970,
      epoch: try await authenticator.store.epoch().bytes, name: try random.bytes(16))
    return try permits.text(of: content)
  }

  /// Takes a permit, once, and decides about the call.
  ///
  /// The decision is durable in the audit log when this returns. What is malformed is refused before the permit is
  /// taken. The agreement of a second person that waits for this very call is taken out, once
  /// (``approve(_:of:about:as:)``); a call that is refused for another reason leaves it in its place.
  ///
  /// - Parameters:
  ///   - subject: the person, as the function's own type reads them.
  ///   - circumstances: what the caller declares.
  /// - Throws: ``Refusal``; ``Diagnostic/permitUnknown``, ``Diagnostic/permitSpent``,
  ///   ``Diagnostic/subjectMalformed``, ``Diagnostic/functionUnknown``, an error of the session,
  ///   ``Diagnostic/storeUnavailable``.
  public func consume(
    _ permit: String, about subject: String, given circumstances: Circumstances = .none
  ) async throws -> ConsumedPermit {
    let content: PermitContent
    let person: any GatedSubject
    let session: LiveSession
    do throws(CPSError) {
      content = try authenticate(permit)
      guard let function = functions[content.function] else {
        throw CPSError(.functionUnknown, ["function": content.function.rawValue])
      }
      person = try function.read(subject)
      try await take(permit, content)
      session = try await authenticator.session(of: content)
    } catch {
      await authenticator.auditLog.note(error, as: .permitRefused)
      throw error
    }
    let decision = try await gate.decide(
      GateCall(content.function, as: session.grant, about: person, given: circumstances))
    let receipt = PermitReceiptContent(
      environment: authenticator.environment, decision: decision.sequence, hash: decision.hash,
      disprovable: decision.disprovable.map { .init(key: $0.key, unit: $0.unit) },
      issued: authenticator.clock.now().millisecondsSince1970)
    return ConsumedPermit(
      function: content.function, session: session, decision: decision,
      receipt: try receipts.text(of: receipt))
  }

  /// Reports what came of a call, once; the answer may leave when this has returned.
  ///
  /// - Parameter disclosed: the names of the fields that the answer shows; none exactly where nobody was found or the
  ///   call failed.
  /// - Throws: ``Diagnostic/permitUnknown``, ``Diagnostic/permitSpent``, ``Diagnostic/requestMalformed``;
  ///   ``Refusal`` with ``Diagnostic/auditUnavailable``; ``Diagnostic/storeUnavailable``.
  public func report(
    _ outcome: AuditOutcome, disclosing disclosed: Set<String>, with receipt: String
  ) async throws {
    guard (outcome == .found) == !disclosed.isEmpty else {
      throw CPSError(.requestMalformed, ["detail": "outcome and disclosed fields"])
    }
    guard let content = try receipts.content(PermitReceiptContent.self, of: receipt),
      content.environment == authenticator.environment
    else { throw CPSError(.permitUnknown, reason: "receipt") }
    try requireAge(Self.reportLife, since: content.issuedAt)
    let decision = try await recordedDecision(content)
    try await take(receipt, .permitReceipt, until: content.issuedAt + Self.reportLife, epoch: nil)
    try await gate.conclude(decision, as: outcome, disclosed: disclosed)
  }

  private func authenticate(_ permit: String) throws(CPSError) -> PermitContent {
    guard let content = try permits.content(PermitContent.self, of: permit),
      content.environment == authenticator.environment
    else { throw CPSError(.permitUnknown) }
    try requireAge(Self.permitLife, since: content.issuedAt)
    return content
  }

  private func take(_ permit: String, _ content: PermitContent) async throws(CPSError) {
    try await take(
      permit, .permit, until: content.issuedAt + Self.permitLife, epoch: try StoreEpoch(content.epoch))
  }

  private func take(
    _ ticket: String, _ kind: OneTimeMark.Kind, until expiry: Timestamp, epoch: StoreEpoch?
  ) async throws(CPSError) {
    let mark = OneTimeMark(
      kind: kind, digest: try Digest.sha256(Array(ticket.utf8)), expiry: expiry, epoch: epoch)
    switch try await authenticator.store.take(mark, at: authenticator.clock.now()) {
    case .taken: return
    case .alreadyTaken: throw CPSError(.permitSpent, reason: "taken before")
    case .forgotten: throw CPSError(.permitSpent, reason: "the store began a new epoch since")
    }
  }

  /// Refuses what is past its time, or from the future of this host's clock by more than hosts may differ.
  private func requireAge(_ limit: Duration, since issue: Timestamp) throws(CPSError) {
    let now = authenticator.clock.now()
    guard now < issue + limit, issue <= now + ChallengeAuthority.clockSkew else {
      throw CPSError(.permitSpent, reason: "issued \(issue.rfc3339), now \(now.rfc3339)")
    }
  }

  /// The decision of a receipt, as the log has it: another host may have written it.
  private func recordedDecision(_ receipt: PermitReceiptContent) async throws(CPSError) -> RecordedDecision {
    let records = try await authenticator.store.auditRecords(after: receipt.decision - 1, limit: 1)
    guard let record = records.first, record.sequence == receipt.decision, record.hash == receipt.hash else {
      throw CPSError(.permitUnknown, reason: "the log has no such decision")
    }
    let entry = try AuditEntry(encoded: record.content)
    return RecordedDecision(
      event: entry.event, sequence: record.sequence, hash: record.hash,
      disprovable: receipt.disprovable.map { QuotaUnit(key: $0.key, unit: $0.unit) })
  }
}
