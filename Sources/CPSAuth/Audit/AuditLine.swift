public import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof

/// An entry of the audit log as one line of JSON, for people, for tools and for a check elsewhere.
///
/// `content` and `hash` are the record itself; the other members repeat what the content says.
public struct AuditLine: Sendable, Hashable, Codable {
  let schema: Int
  let sequence: Int64
  let time: String
  let environment: String
  let kind: String
  let nationalIdentifier: String?
  let cardNumber: String?
  let account: String?
  let session: String?
  let function: String?
  let allowed: Bool?
  let rule: String?
  let policyVersion: String?
  let subjectEpoch: String?
  let subject: String?
  let decision: Int64?
  let outcome: String?
  let disclosed: [String]?
  let code: String?
  let count: Int?
  let facts: [String: String]?
  let segment: Int64?
  let sealedSubject: String?
  let sealedKey: String?
  let statedSequence: Int64?
  let statedHash: String?
  let publicKey: String?
  let signature: String?
  let workstation: String?
  let network: String?
  let neighbourhood: String?
  let chargedAt: String?
  let quotas: [QuotaLine]?
  let reason: String?
  let breakGlass: Bool?
  let approver: String?
  let missing: [String]?
  let verdict: String?
  let hostOperator: String?
  let content: String
  let hash: String

  /// The line of a record.
  ///
  /// - Throws: ``Diagnostic/inputMalformed`` when the content cannot be read.
  public init(_ record: AuditRecord) throws(CPSError) {
    let entry = try AuditEntry(encoded: record.content)
    let event = entry.event
    schema = 1
    sequence = entry.sequence
    time = entry.time.rfc3339
    environment = entry.environment.rawValue
    kind = event.kind.rawValue
    nationalIdentifier = event.actor?.nationalIdentifier
    cardNumber = event.actor?.cardNumber
    account = event.actor?.account
    session = event.actor?.session
    function = event.function?.rawValue
    allowed = event.isAllowed
    rule = event.rule
    policyVersion = event.policyVersion
    subjectEpoch = event.subject?.epoch
    subject = event.subject.map { Hexadecimal.encode($0.code) }
    decision = event.decision
    outcome = event.outcome?.rawValue
    disclosed = event.disclosed.isEmpty ? nil : event.disclosed
    code = event.diagnostic
    count = event.count
    facts = event.facts.isEmpty ? nil : event.facts
    segment = event.segment
    sealedSubject = event.sealedSubject.map(Base64URL.encode)
    sealedKey = event.sealedKey.map(Base64URL.encode)
    statedSequence = event.stated?.sequence
    statedHash = event.stated.map { Hexadecimal.encode($0.hash) }
    publicKey = event.publicKey.map(Base64URL.encode)
    signature = event.signature.map(Base64URL.encode)
    workstation = event.workstation
    network = event.network
    neighbourhood = event.neighbourhood.map(Hexadecimal.encode)
    chargedAt = event.chargedAt?.rfc3339
    quotas = event.quotas.isEmpty ? nil : event.quotas.map(QuotaLine.init)
    reason = event.reason
    breakGlass = event.isBreakGlass
    approver = event.approver
    missing = event.missing.isEmpty ? nil : event.missing
    verdict = event.verdict?.rawValue
    hostOperator = event.actor?.hostOperator
    content = Base64URL.encode(record.content)
    hash = Hexadecimal.encode(record.hash)
  }

  /// Reads a line.
  ///
  /// - Throws: ``Diagnostic/inputMalformed``.
  public init(reading line: String) throws(CPSError) {
    self = try ProtocolJSON.decode(AuditLine.self, from: Array(line.utf8), otherwise: .inputMalformed)
  }

  /// The line, without its end; characters that would move a cursor or turn the direction of text are escaped, so that
  /// it may be shown in a terminal (attack case HC-34).
  ///
  /// - Throws: ``Diagnostic/internalFault``.
  public func text() throws(CPSError) -> String {
    // Outside of strings JSON has none of them, so that each is inside one, where this form is the same text.
    String(decoding: try ProtocolJSON.encode(self), as: UTF8.self).unicodeScalars.reduce(into: "") {
      guard !PrintableText.isPrintable($1) else { return $0.unicodeScalars.append($1) }
      for unit in String($1).utf16 {
        let digits = String(unit, radix: 16)
        $0 += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
  }

  /// The record that the line carries.
  ///
  /// - Throws: ``Diagnostic/inputMalformed``, also when the line says otherwise than its record.
  public func record() throws(CPSError) -> AuditRecord {
    guard let content = Base64URL.decode(content), let hash = Hexadecimal.decode(hash) else {
      throw CPSError(.inputMalformed, ["detail": "audit line"], reason: "content or hash")
    }
    let record = AuditRecord(sequence: sequence, content: content, hash: hash)
    guard try AuditLine(record) == self else {
      throw CPSError(.inputMalformed, ["detail": "audit line"], reason: "it says otherwise than its content")
    }
    return record
  }

  private enum CodingKeys: String, CodingKey {
    case schema, sequence, time, environment, kind, account, session, function, allowed, rule, subject
    case decision, outcome, disclosed, code, count, facts, content, hash
    case segment, signature, workstation, network, neighbourhood, quotas
    case reason, approver, missing, verdict
    case breakGlass = "break_glass"
    case chargedAt = "charged_at"
    case nationalIdentifier = "national_id"
    case cardNumber = "card_number"
    case policyVersion = "policy_version"
    case subjectEpoch = "subject_epoch"
    case sealedSubject = "sealed_subject"
    case sealedKey = "sealed_key"
    case statedSequence = "stated_sequence"
    case statedHash = "stated_hash"
    case publicKey = "public_key"
    case hostOperator = "host_operator"
  }
}
