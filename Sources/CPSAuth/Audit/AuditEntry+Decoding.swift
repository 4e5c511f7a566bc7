public import CPSDiagnostics
internal import CPSPrimitives
internal import CPSProof

extension AuditEntry {
  /// The kind that an encoding names, for whoever looks for a few entries among many; nil when it cannot be read.
  static func kind(inEncoded content: [UInt8]) -> AuditEvent.Kind? {
    var place = 0
    while place + 6 <= content.count {
      let field = UInt16(content[place]) << 8 | UInt16(content[place + 1])
      let length = content[place + 2..<place + 6].reduce(0) { $0 << 8 | Int($1) }
      place += 6
      guard length <= content.count - place else { return nil }
      if field == AuditField.kind.rawValue {
        return AuditEvent.Kind(rawValue: String(decoding: content[place..<place + length], as: UTF8.self))
      }
      place += length
    }
    return nil
  }

  /// Reads a canonical encoding; any other is refused.
  ///
  /// - Throws: ``Diagnostic/inputMalformed``.
  public init(encoded bytes: [UInt8]) throws(CPSError) {
    let fields = try AuditFieldReader.fields(of: bytes)
    var event = AuditEvent(try fields.required(.kind, AuditEvent.Kind.init(rawValue:)))
    let actor = AuditActor(
      nationalIdentifier: try fields.text(.nationalIdentifier), cardNumber: try fields.text(.cardNumber),
      account: try fields.text(.account), session: try fields.text(.session),
      hostOperator: try fields.text(.hostOperator))
    event.actor = actor.isNobody ? nil : actor
    event.function = try fields.text(.function).flatMap(FunctionName.init(rawValue:))
    event.isAllowed = fields.first(.isAllowed).map { $0 == [1] }
    event.rule = try fields.text(.rule)
    event.policyVersion = try fields.text(.policyVersion)
    if let epoch = try fields.text(.subjectEpoch), let code = fields.first(.subjectCode) {
      event.subject = SubjectPseudonym(epoch: epoch, code: code)
    }
    event.decision = try fields.number(.decision)
    event.outcome = try fields.text(.outcome).flatMap(AuditOutcome.init(rawValue:))
    event.disclosed = try fields.texts(.disclosed)
    event.diagnostic = try fields.text(.diagnostic)
    event.count = try fields.number(.count).flatMap(Int.init(exactly:))
    event.facts = try fields.facts()
    event.segment = try fields.number(.segment)
    event.sealedSubject = fields.first(.sealedSubject)
    event.sealedKey = fields.first(.sealedKey)
    if let sequence = try fields.number(.statedSequence), let hash = fields.first(.statedHash) {
      event.stated = AuditHead(sequence: sequence, hash: hash)
    }
    event.publicKey = fields.first(.publicKey)
    event.signature = fields.first(.signature)
    event.workstation = try fields.text(.workstation)
    event.network = try fields.text(.network)
    event.neighbourhood = fields.first(.neighbourhood)
    event.chargedAt = try fields.number(.chargedAt).map(Timestamp.init(millisecondsSince1970:))
    event.quotas = try fields.quotas()
    event.reason = try fields.text(.reason)
    event.isBreakGlass = fields.first(.isBreakGlass).map { $0 == [1] }
    event.approver = try fields.text(.approver)
    event.missing = try fields.texts(.missing)
    event.verdict = try fields.text(.verdict).flatMap(ReviewVerdict.init(rawValue:))
    guard let sequence = try fields.number(.sequence), let time = try fields.number(.time) else {
      throw AuditFieldReader.refusal("no number or time")
    }
    self.init(
      sequence: sequence, time: Timestamp(millisecondsSince1970: time),
      environment: try fields.required(.environment, TrustEnvironment.init(rawValue:)), event: event)
    // One meaning has one encoding: what this type would write otherwise was not written by it.
    guard encoded() == bytes else { throw AuditFieldReader.refusal("not canonical") }
  }
}

/// The fields of one encoding.
private struct AuditFieldReader {
  private var contents: [AuditField: [[UInt8]]] = [:]

  static func fields(of bytes: [UInt8]) throws(CPSError) -> AuditFieldReader {
    var reader = AuditFieldReader()
    var rest = bytes[...]
    while !rest.isEmpty {
      guard rest.count >= 6 else { throw refusal("truncated") }
      let head = Array(rest.prefix(6))
      let length = head[2...].reduce(0) { $0 << 8 | Int($1) }
      guard let field = AuditField(rawValue: UInt16(head[0]) << 8 | UInt16(head[1])),
        length <= rest.count - 6
      else { throw refusal("unknown or truncated field") }
      reader.contents[field, default: []].append(Array(rest.dropFirst(6).prefix(length)))
      rest = rest.dropFirst(6 + length)
    }
    return reader
  }

  static func refusal(_ detail: String) -> CPSError {
    CPSError(.inputMalformed, ["detail": "audit entry: \(detail)"], reason: detail)
  }

  func first(_ field: AuditField) -> [UInt8]? { contents[field]?.first }

  func texts(_ field: AuditField) throws(CPSError) -> [String] {
    var texts: [String] = []
    for content in contents[field] ?? [] {
      guard let text = String(validating: content, as: UTF8.self) else { throw Self.refusal("not UTF-8") }
      texts.append(text)
    }
    return texts
  }

  func text(_ field: AuditField) throws(CPSError) -> String? { try texts(field).first }

  func number(_ field: AuditField) throws(CPSError) -> Int64? {
    guard let content = first(field) else { return nil }
    guard content.count == 8 else { throw Self.refusal("number of \(content.count) bytes") }
    return Int64(bitPattern: content.reduce(0) { $0 << 8 | UInt64($1) })
  }

  func required<Value>(_ field: AuditField, _ read: (String) -> Value?) throws(CPSError) -> Value {
    guard let text = try text(field), let value = read(text) else {
      throw Self.refusal("field \(field.rawValue)")
    }
    return value
  }

  func quotas() throws(CPSError) -> [QuotaStanding] {
    var standings: [QuotaStanding] = []
    for text in try texts(.quota) {
      guard let standing = QuotaStanding(auditContent: text) else { throw Self.refusal("quota") }
      standings.append(standing)
    }
    return standings
  }

  func facts() throws(CPSError) -> [String: String] {
    var facts: [String: String] = [:]
    for text in try texts(.fact) {
      let parts = text.split(separator: "\0", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { throw Self.refusal("fact without a name") }
      facts[String(parts[0])] = String(parts[1])
    }
    return facts
  }
}
